using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.RealTests.Aws;

/// <summary>
/// AWS's sign-in federation endpoint, as far as getSigninToken and login go:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html.
/// No program plays it, so this is a stand-in; it keeps the sessions that it was shown.
/// </summary>
internal sealed class SigninServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SigninServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The session behind each sign-in token that was given out.</summary>
    public ConcurrentDictionary<string, JsonElement> Sessions { get; } = new();

    public static async Task<SigninServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // Requests hold session keys, as they do at AWS.
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new SigninServer(app);
        app.Map("/federation", server.FederationAsync);
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> FederationAsync(HttpRequest request)
    {
        // AWS takes the parameters in the query or in a form.
        var form = request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty;
        string? Parameter(string name) => (string?)form[name] ?? request.Query[name];

        if (Parameter("Action") == "login" && Sessions.ContainsKey(Parameter("SigninToken") ?? ""))
        {
            return Results.Text("Signed in.");
        }

        if (Parameter("Action") != "getSigninToken" || Parameter("Session") is not { Length: > 0 } session)
        {
            return Results.BadRequest();
        }

        var token = Guid.NewGuid().ToString("N");
        Sessions[token] = JsonSerializer.Deserialize<JsonElement>(session);
        return Results.Json(new Dictionary<string, string> { ["SigninToken"] = token });
    }
}
