using Gateway.Auditing;
using Gateway.Identity;
using Gateway.Policies;
using Gateway.Signing;

namespace Gateway.Issuing.Sts;

/// <summary>
/// AssumeRoleWithWebIdentity for unmodified SDKs: gateway credentials behind <c>POST /</c>, AWS's own behind <c>POST /sts</c>.
/// Calls that carry a signature never come here: they are forwarded.
/// </summary>
internal static class StsDoors
{
    // botocore's model of STS, and with it AWS CLI and boto3, takes no RoleArn of fewer characters.
    private const string ShortIds =
        "An SDK that refuses ids under 20 characters takes the id in AWS_CONTAINER_CREDENTIALS_FULL_URI (/container/credentials?role=…, with &mode=credentials for AWS's own keys), or, for calls to "
        + "be forwarded, as AWS_ACCESS_KEY_ID with the token as secret and session token.";

    private const int MaxForm = 64 * 1024;

    public static void MapSts(this IEndpointRouteBuilder routes)
    {
        var fault = new FaultAnswer(Fault);
        routes.MapPost("/", (Delegate)AssumeForwardAsync).WithMetadata(fault);
        routes.MapPost("/sts", (Delegate)AssumeRealAsync).WithMetadata(fault);
    }

    private static Task<IResult> AssumeForwardAsync(HttpContext context) => AssumeAsync(context, AccessMode.Forward);

    private static Task<IResult> AssumeRealAsync(HttpContext context) => AssumeAsync(context, AccessMode.Credentials);

    private static async Task<IResult> AssumeAsync(HttpContext context, AccessMode mode)
    {
        Admission.Begin(context, mode == AccessMode.Forward ? "sts-forward" : "sts-real");

        var services = context.RequestServices;
        var form = await SmallForm.ReadAsync(context, MaxForm, maxFields: 64);
        if (form is null)
        {
            return UnsignedCall.IsPresent(context.Request) ? UnsignedCall.Refuse(context)
                : Refuse(context, new StsError(400, "MalformedQueryString"), "malformed-form", "Send a form (application/x-www-form-urlencoded) of at most 64 KiB.");
        }

        var action = form["Action"].ToString();
        context.Audit().Action = action is "AssumeRoleWithWebIdentity" ? "sts:" + action : null;
        if (action != "AssumeRoleWithWebIdentity")
        {
            return action.Length == 0 || action == "AssumeRoleWithSAML"
                ? Refuse(context, new StsError(400, action.Length == 0 ? "MissingAction" : "InvalidAction"), "action",
                    "This door takes Action=AssumeRoleWithWebIdentity.")
                : Refuse(context, new StsError(403, "MissingAuthenticationToken"), "missing-signature",
                    form["SignatureVersion"].ToString() is "2" ? UnsupportedAlgorithm.SigV2.Message
                        : "The request is not signed. Sign it with gateway credentials, or call AssumeRoleWithWebIdentity to get some.");
        }

        var request = StsRequest.Read(form, mode);
        if (!request.Succeeded)
        {
            return Refuse(context, request.Refusal);
        }

        using var admitted = await services.GetRequiredService<Admission>().AdmitAsync(context, form["WebIdentityToken"].ToString());
        if (!admitted.IsIn)
        {
            return Refuse(context, admitted.Refusal);
        }

        var result = await services.GetRequiredService<CredentialIssuer>().IssueAsync(context, request.Value, services.GetRequiredService<TimeProvider>());
        if (!result.Succeeded)
        {
            return Refuse(context, result.Refusal);
        }

        var audience = services.GetRequiredService<Issuers>().Find(admitted.Caller.Issuer)!.Issuer.Audience!;
        return Xml(context, 200, StsXml.Answer(result.Value, admitted.Caller.Subject, admitted.Caller.Issuer, audience, context.TraceIdentifier));
    }

    private static IResult Refuse(HttpContext context, Refusal refusal)
    {
        context.ChallengeStepUp(refusal);
        return Refuse(context, StsError.Of(refusal.Kind), refusal.Code, refusal.Kind == RefusalKind.RoleAmbiguous ? $"{refusal.Message} {ShortIds}" : refusal.Message);
    }

    private static IResult Refuse(HttpContext context, StsError error, string reason, string message)
    {
        context.Audit().Refused(reason, message);
        return Xml(context, error.Status, StsXml.Error(error, message, context.TraceIdentifier));
    }

    private static IResult Fault(HttpContext context, string message)
    {
        var error = new StsError(StatusCodes.Status500InternalServerError, "InternalFailure");
        return Xml(context, error.Status, StsXml.Error(error, message, context.TraceIdentifier));
    }

    /// <summary>An answer of the query API.</summary>
    public static IResult Xml(HttpContext context, int status, string xml)
    {
        context.Response.Headers["x-amzn-RequestId"] = context.TraceIdentifier;
        return Results.Text(xml, StsXml.ContentType, System.Text.Encoding.UTF8, status);
    }
}
