using Gateway.Policies;

namespace Gateway.Issuing.Sts;

/// <summary>Reads the parameters of AssumeRoleWithWebIdentity.</summary>
internal static class StsRequest
{
    /// <summary>What is asked for, or which parameter is missing, repeated or not taken here.</summary>
    public static IssueResult<IssueRequest> Read(IFormCollection form, AccessMode mode)
    {
        if (form.FirstOrDefault(field => field.Value.Count > 1) is { Key: { } repeated })
        {
            return Invalid($"The parameter {repeated} is given more than once.");
        }

        if (form["WebIdentityToken"].ToString().Length == 0)
        {
            return new Refusal(RefusalKind.MissingToken, "The parameter WebIdentityToken is missing: the access token, as AWS_WEB_IDENTITY_TOKEN_FILE holds it.");
        }

        if (form["RoleArn"].ToString().Length == 0)
        {
            return Invalid("The parameter RoleArn is missing: the ARN of a role that GET /api/roles lists.");
        }

        if (form.Keys.FirstOrDefault(key => key.StartsWith("PolicyArns", StringComparison.Ordinal) || key == "ProviderId") is { } unsupported)
        {
            return Invalid($"The parameter {unsupported} is not taken here; a session is narrowed by Policy or by the grant's statements.");
        }

        Refusal? refusal = null;
        var duration = IssueParameters.Duration("DurationSeconds", form["DurationSeconds"].ToString() is { Length: > 0 } text ? text : null, ref refusal);
        return refusal is not null
            ? refusal
            // RoleSessionName is the client's own idea of itself; the session's name comes from the policy.
            : new IssueRequest(form["RoleArn"].ToString(), mode, duration, form["Policy"].ToString() is { Length: > 0 } policy ? policy : null);
    }

    private static Refusal Invalid(string message) => new(RefusalKind.InvalidRequest, message);
}
