using Duende.IdentityModel.Client;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Login;

/// <summary>A workload's own login (RFC 6749 section 4.4).</summary>
internal static class ClientCredentialsLogin
{
    public static async Task<Result<StoredSession>> RunAsync(
        CliContext context, Target target, string clientId, string secret, CancellationToken cancellation)
    {
        var discovery = await IssuerDiscovery.FetchAsync(context, target, target.Configuration!, cancellation);
        if (!discovery.Succeeded)
        {
            return discovery.Failure;
        }

        using var request = new ClientCredentialsTokenRequest
        {
            Address = discovery.Value.TokenEndpoint!,
            ClientId = clientId,
            ClientSecret = secret,
            ClientCredentialStyle = ClientCredentialStyle.PostBody,
        };
        var response = await context.Http.RequestClientCredentialsTokenAsync(request, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return response.IsError
            ? TokenFailure.Of(response, discovery.Value.Issuer!)
            : SessionOf.New(response, discovery.Value, clientId, LoginMethod.ClientCredentials, context.Time.GetUtcNow());
    }
}
