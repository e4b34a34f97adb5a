using System.CommandLine;
using Duende.IdentityModel.Client;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Login;

/// <summary><c>stsgw logout</c>: ends the session at the issuer and forgets it here.</summary>
internal static class LogoutCommand
{
    public static Command Create(CliContext context, TargetFile file, TargetOption targetOption)
    {
        var command = new Command("logout", "End the session, at the issuer too.");
        command.SetHandler(context, async (parse, cancellation) =>
        {
            var selected = TargetSelection.Select(context, file, parse.GetValue(targetOption));
            if (!selected.Succeeded)
            {
                return context.Fail(selected.Failure);
            }

            var target = selected.Value;
            var store = SessionStore.For(context, target);
            using var held = await store.LockAsync(cancellation);
            if (held is null)
            {
                return context.Fail(SessionStore.Busy);
            }

            StoredSession? session = null;
            var forgotten = BestEffort.Try(context, "The session cannot be forgotten here", () =>
            {
                session = store.Read();
                store.Delete();
            });
            forgotten &= BestEffort.Try(context, "The workload's token cannot be forgotten", SessionStore.ForClient(context, target).Delete);
            forgotten &= BestEffort.Try(context, "The token file cannot be removed", () => TokenFile.Delete(context, target));
            if (session is null)
            {
                if (!forgotten)
                {
                    return (int)ExitCode.Failed;
                }

                await context.Error.WriteLineAsync($"You were not logged in at {target.Name}.");
                return (int)ExitCode.Done;
            }

            if (session.RefreshToken is { } refreshToken && !await EndAsync(context.Http, session, refreshToken, cancellation))
            {
                return context.Fail(new Failure(
                    ExitCode.Unreachable,
                    $"{(forgotten ? "The session is forgotten here, but " : "")}{session.Issuer} did not confirm that it ended {(forgotten ? "it" : "the session")}.",
                    "End it in your account console there."));
            }

            if (!forgotten)
            {
                return context.Fail(new Failure(ExitCode.Failed, $"{session.Issuer} has ended the session, but not all of it is gone from here."));
            }

            await context.Error.WriteLineAsync($"Logged out of {target.Name}.");
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static async Task<bool> EndAsync(HttpClient http, StoredSession session, string refreshToken, CancellationToken cancellation)
    {
        var ended = await EndSessionAsync(http, session, refreshToken, cancellation);
        var revoked = await RevokeAsync(http, session, refreshToken, cancellation);
        // A refresh token that is revoked says nothing of the session that the browser still has.
        return session.EndSessionEndpoint is null ? revoked : ended;
    }

    // Keycloak ends the whole single sign-on session when a client posts its refresh token to the end-session endpoint
    // (https://www.keycloak.org/securing-apps/oidc-layers, logout endpoint); revocation alone (RFC 7009) leaves the browser's session.
    private static async Task<bool> EndSessionAsync(HttpClient http, StoredSession session, string refreshToken, CancellationToken cancellation)
    {
        if (session.EndSessionEndpoint is not { } endpoint)
        {
            return false;
        }

        using var form = new FormUrlEncodedContent([new("client_id", session.ClientId), new("refresh_token", refreshToken)]);
        try
        {
            using var response = await http.PostAsync(endpoint, form, cancellation);
            return response.StatusCode is System.Net.HttpStatusCode.NoContent;
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    private static async Task<bool> RevokeAsync(HttpClient http, StoredSession session, string refreshToken, CancellationToken cancellation)
    {
        if (session.RevocationEndpoint is not { } endpoint)
        {
            return false;
        }

        using var request = new TokenRevocationRequest
        {
            Address = endpoint.AbsoluteUri,
            ClientId = session.ClientId,
            ClientCredentialStyle = ClientCredentialStyle.PostBody,
            Token = refreshToken,
            TokenTypeHint = "refresh_token",
        };
        return !(await http.RevokeTokenAsync(request, cancellation)).IsError;
    }
}
