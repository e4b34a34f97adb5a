using System.Security.Cryptography;
using Duende.IdentityModel.Client;
using Duende.IdentityModel.OidcClient;
using Gateway.Cli.Doors;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Login;

/// <summary>Authorization code with PKCE in the person's own browser, answered on a loopback port (RFC 8252).</summary>
internal sealed class BrowserLogin(CliContext context, GatewayConfiguration configuration, DiscoveryDocumentResponse discovery)
{
    public async Task<Result<StoredSession>> RunAsync(LoginRequest request, CancellationToken cancellation)
    {
        var started = CallbackListener.Start(request.CallbackPort, context.Time);
        if (!started.Succeeded)
        {
            return started.Failure;
        }

        await using var listener = started.Value;
        var client = Client(listener.RedirectUri);
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var state = await client.PrepareLoginAsync(FrontChannel(request, nonce), cancellation);
        if (state.IsError)
        {
            return new Failure(ExitCode.LoginFailed, $"{discovery.Issuer} does not begin a login: {state.ErrorDescription ?? state.Error}.");
        }

        using var limit = new CancellationTokenSource(request.Patience, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            await ShowAsync(new Uri(state.StartUrl), request);
            await using var callback = await ReceiveAsync(listener, state, request, either.Token);
            var login = await ExchangeAsync(client, state, callback.Query, nonce, either.Token);
            await callback.AnswerAsync(CallbackPage.Of(login.Failure?.Message), either.Token);
            return login;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new Failure(ExitCode.LoginFailed, $"Nobody completed the login within {request.Patience.TotalMinutes:0} minutes.", "Run the command again.");
        }
    }

    private async Task ShowAsync(Uri address, LoginRequest request)
    {
        // Its beginning is the issuer's word: AbsoluteUri escapes what would move a terminal's cursor.
        if (!request.NoBrowser && context.Browser.TryOpen(address))
        {
            await context.Error.WriteLineAsync($"Your browser opens to log you in. If it does not, open this page:\n\n  {address.AbsoluteUri}\n");
            return;
        }

        var elsewhere = request.LeavesInput
            ? "A browser on another machine cannot answer here; `stsgw login`, run before this command, takes its answer."
            : "On another machine, paste the address here that your browser ends at (it begins with http://127.0.0.1).";
        await context.Error.WriteLineAsync($"Open this page to log in:\n\n  {address.AbsoluteUri}\n\n{elsewhere}");
    }

    /// <summary>The callback, or the address that a person pastes whose browser runs on another machine.</summary>
    private async Task<ICallback> ReceiveAsync(CallbackListener listener, AuthorizeState state, LoginRequest request, CancellationToken cancellation)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var received = AnswerAsync(listener, state, done.Token);
        var waits = context.IsInteractive && !request.LeavesInput ? new[] { received, PastedCallback.ReadAsync(context, state.State, done.Token) } : [received];
        var first = await Task.WhenAny(waits);
        await done.CancelAsync();
        return await first;
    }

    private static async Task<ICallback> AnswerAsync(CallbackListener listener, AuthorizeState state, CancellationToken cancellation) =>
        await listener.ReceiveAsync(state.State, cancellation);

    private async Task<Result<StoredSession>> ExchangeAsync(
        OidcClient client, AuthorizeState state, string query, string nonce, CancellationToken cancellation)
    {
        // RFC 9207: an answer that names another issuer was meant for someone else (mix-up).
        var answer = new AuthorizeResponse(query);
        if (answer.TryGet("iss") is { Length: > 0 } issuer && issuer != discovery.Issuer)
        {
            return new Failure(ExitCode.LoginFailed, $"The answer came from {issuer} and not from {discovery.Issuer}.");
        }

        var result = await client.ProcessResponseAsync(query, state, null, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (result.IsError)
        {
            return new Failure(ExitCode.LoginFailed, $"The login was not completed: {result.ErrorDescription ?? result.Error}.", "Run the command again.");
        }

        if (result.IdentityToken is { } identity && TokenClaims.Read(identity)?.Text("nonce") != nonce)
        {
            return new Failure(ExitCode.LoginFailed, "The answer belongs to another login (its nonce is not ours).", "Run the command again.");
        }

        return SessionOf.New(result.TokenResponse, discovery, configuration.ClientId, LoginMethod.Browser, context.Time.GetUtcNow());
    }

    private static Parameters FrontChannel(LoginRequest request, string nonce)
    {
        var parameters = new Parameters(request.Parameters);
        parameters.Add("nonce", nonce);
        return parameters;
    }

    private OidcClient Client(Uri redirectUri)
    {
        var options = new OidcClientOptions
        {
            Authority = discovery.Issuer!,
            ClientId = configuration.ClientId,
            Scope = string.Join(' ', configuration.Scopes),
            RedirectUri = redirectUri.AbsoluteUri,
            HttpClientFactory = _ => context.Http,
            LoadProfile = false,
            TokenClientCredentialStyle = ClientCredentialStyle.PostBody,
            ProviderInformation = new ProviderInformation
            {
                IssuerName = discovery.Issuer!,
                AuthorizeEndpoint = discovery.AuthorizeEndpoint!,
                TokenEndpoint = discovery.TokenEndpoint!,
                // A pushed request (RFC 9126) is good for one use and, at Keycloak, for a minute: too short for a page that is opened by hand.
                PushedAuthorizationRequestEndpoint = discovery.RequirePushedAuthorizationRequests is true ? discovery.PushedAuthorizationRequestEndpoint : null,
                KeySet = discovery.KeySet,
            },
        };
        return new OidcClient(options);
    }
}
