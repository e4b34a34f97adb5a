using System.Net;
using Gateway.Cli.Credentials;
using Gateway.Cli.Login;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Doctor;

/// <summary>A call as an AWS SDK makes it: gateway credentials, a signature, STS GetCallerIdentity.</summary>
internal sealed class SignedCallStep(CliContext context, GatewaySession session)
{
    private const string Step = "signed call";

    public async Task<Finding> RunAsync(string role, CancellationToken cancellation)
    {
        var credentials = await new CredentialsRequest(role, CredentialMode.Forward, null).SendAsync(session, cancellation);
        if (!credentials.Succeeded)
        {
            var state = credentials.Failure.Code is ExitCode.FreshLoginNeeded ? FindingState.Warning : FindingState.Bad;
            return new Finding(Step, state, $"{role}: {credentials.Failure.Message}", credentials.Failure.Advice);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, session.Target.Address("/"));
        SigV4.Sign(
            request, "Action=GetCallerIdentity&Version=2011-06-15", "sts", session.Configuration.Region, credentials.Value, context.Time.GetUtcNow());
        using var response = await context.Http.SendAsync(request, cancellation);
        var body = await response.Content.ReadAsStringAsync(cancellation);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => new Finding(Step, FindingState.Good, $"as {role}, AWS says {Element(body, "Arn") ?? "yes"}"),
            // The signature was taken, or the refusal would be another one: this grant just has no use for STS.
            HttpStatusCode.Forbidden when Element(body, "Code") is "AccessDenied" or "AccessDeniedException" =>
                new Finding(Step, FindingState.Good, $"the gateway takes signatures as {role}; the grant does not include sts:GetCallerIdentity"),
            // MinIO's word for an action that it does not know. The gateway never says it.
            HttpStatusCode.BadRequest when Element(body, "Code") is "InvalidParameterValue" => new Finding(
                Step,
                FindingState.Warning,
                $"the gateway takes signatures as {role}; what stands behind it as AWS does not know sts:GetCallerIdentity",
                "Fine with MinIO and other stand-ins. Otherwise `Gateway:Aws:EndpointUrl` or `Gateway:Aws:Endpoints` leads to something that is not STS."),
            _ => new Finding(
                Step,
                FindingState.Bad,
                Element(body, "Code") is { } code ? $"{code}: {Element(body, "Message")}" : $"{(int)response.StatusCode}: {body[..Math.Min(body.Length, 300)]}",
                Element(body, "Code") is "SignatureDoesNotMatch" ? "A proxy between here and the gateway must pass Host, path and headers on as they are." : null),
        };
    }

    private static string? Element(string xml, string name)
    {
        var from = xml.IndexOf($"<{name}>", StringComparison.Ordinal);
        var to = from < 0 ? -1 : xml.IndexOf($"</{name}>", from, StringComparison.Ordinal);
        return to < 0 ? null : WebUtility.HtmlDecode(xml[(from + name.Length + 2)..to]);
    }
}
