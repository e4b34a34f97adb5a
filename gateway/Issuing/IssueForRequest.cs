using Gateway.Auditing;
using Gateway.Policies;

namespace Gateway.Issuing;

/// <summary>Issues credentials for a door's request and notes in its audit record what was issued.</summary>
internal static class IssueForRequest
{
    public static async ValueTask<IssueResult<IssuedCredentials>> IssueAsync(
        this CredentialIssuer issuer, HttpContext context, IssueRequest request, TimeProvider time)
    {
        var audit = context.Audit();
        audit.RoleId = PrintableText.NameForRecord(request.Role);
        audit.PolicyVersion = issuer.PolicyVersion;
        audit.Action = "issue:" + request.Mode.Name();
        var result = await issuer.IssueAsync(context.Caller(), context.AccessContext(time), request, context.RequestAborted);
        if (result.Succeeded)
        {
            audit.Took(result.Value.Role);
            audit.AwsAccessKeyId = request.Mode == AccessMode.Credentials ? result.Value.AccessKeyId : null;
            audit.ClientAccessKeyId = result.Value.AccessKeyId;
        }

        return result;
    }
}
