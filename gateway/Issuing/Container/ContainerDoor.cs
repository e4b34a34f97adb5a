using System.Text.Json.Serialization;
using Gateway.Auditing;
using Gateway.Identity;
using Gateway.Policies;

namespace Gateway.Issuing.Container;

/// <summary>The container credential provider, for <c>AWS_CONTAINER_CREDENTIALS_FULL_URI</c>.</summary>
/// <remarks>https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html</remarks>
internal static class ContainerDoor
{
    public static void MapContainer(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/container/credentials", CredentialsAsync)
            .AddEndpointFilter(new AnswersInTime())
            .AddEndpointFilter(new CallerFilter("container", BearerToken.ReadRaw, Refuse))
            .WithMetadata(new FaultAnswer(Fault));

    private static async Task<IResult> CredentialsAsync(HttpContext context, CredentialIssuer issuer, TimeProvider time)
    {
        var request = IssueParameters.Read(context, AccessMode.Forward);
        if (!request.Succeeded)
        {
            return Refuse(context, request.Refusal);
        }

        var result = await issuer.IssueAsync(context, request.Value, time);
        return result.Succeeded ? Results.Json(Answer.Of(result.Value)) : Refuse(context, result.Refusal);
    }

    /// <summary>A refusal in the provider's own words.</summary>
    public static IResult Refuse(HttpContext context, Refusal refusal)
    {
        context.Refused(refusal);
        context.ChallengeStepUp(refusal);
        var (status, code) = refusal.Kind switch
        {
            RefusalKind.MissingToken => (401, "MissingAuthenticationToken"),
            RefusalKind.InvalidToken => (401, "InvalidIdentityToken"),
            RefusalKind.ExpiredToken or RefusalKind.Revoked => (401, "ExpiredToken"),
            RefusalKind.IssuerUnavailable => (503, "IDPCommunicationError"),
            RefusalKind.InvalidRequest or RefusalKind.RoleUnspecified or RefusalKind.RoleAmbiguous => (400, "ValidationError"),
            RefusalKind.StsThrottled or RefusalKind.TooManyRequests => (429, "Throttling"),
            RefusalKind.RevocationsUnknown or RefusalKind.StsUnavailable or RefusalKind.NoBaseCredentials or RefusalKind.AuditUnavailable => (503, "ServiceUnavailable"),
            _ => (403, "AccessDenied"),
        };
        return Results.Json(new Error(code, refusal.Message, context.TraceIdentifier), statusCode: status);
    }

    private static IResult Fault(HttpContext context, string message) =>
        Results.Json(new Error("InternalFailure", message, context.TraceIdentifier), statusCode: StatusCodes.Status500InternalServerError);

    internal sealed record Answer(
        [property: JsonPropertyName("AccessKeyId")] string AccessKeyId,
        [property: JsonPropertyName("SecretAccessKey")] string SecretAccessKey,
        [property: JsonPropertyName("Token")] string Token,
        [property: JsonPropertyName("Expiration")] string Expiration,
        [property: JsonPropertyName("AccountId")] string AccountId)
    {
        public static Answer Of(IssuedCredentials issued) =>
            new(issued.AccessKeyId, issued.SecretAccessKey, issued.SessionToken, issued.Expiration, issued.Role.Arn.AccountId);
    }

    internal sealed record Error(string Code, string Message, string RequestId);
}
