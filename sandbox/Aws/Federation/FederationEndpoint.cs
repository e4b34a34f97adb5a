using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Sandbox.Aws.Sts;
using Gateway.Sandbox.Aws.Verification;

namespace Gateway.Sandbox.Aws.Federation;

/// <summary>
/// The console's sign-in federation: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html
/// Its console is a page that says whose it would be.
/// </summary>
internal sealed class FederationEndpoint(CredentialStore credentials, TimeProvider time)
{
    public const string Path = "/federation";

    private readonly ConcurrentDictionary<string, SigninToken> tokens = new(StringComparer.Ordinal);

    public Task HandleAsync(HttpContext context, RawRequest request) => request.Parameter("Action") switch
    {
        "getSigninToken" => GetSigninTokenAsync(context, request),
        "login" => LoginAsync(context, request),
        _ => throw Refused("Action must be getSigninToken or login."),
    };

    private Task GetSigninTokenAsync(HttpContext context, RawRequest request)
    {
        var session = Find(request.Parameter("Session") ?? throw Refused("Session is missing."));
        if (request.Parameter("SessionDuration") is { } duration)
        {
            var valid = int.TryParse(duration, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 900 and <= 43_200;
            if (!valid || session.Chained)
            {
                throw Refused("SessionDuration must be from 900 to 43200, and must be left out for chained credentials.");
            }
        }

        // AWS: a sign-in token, and so the URL that holds it, is good for fifteen minutes.
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        tokens[token] = new SigninToken(session, time.GetUtcNow().AddMinutes(15));
        return HttpAnswer.JsonAsync(context, new JsonObject { ["SigninToken"] = token });
    }

    private Task LoginAsync(HttpContext context, RawRequest request)
    {
        var known = tokens.TryGetValue(request.Parameter("SigninToken") ?? "", out var token) && token.Expiration > time.GetUtcNow();
        if (!known || !Uri.TryCreate(request.Parameter("Destination"), UriKind.Absolute, out var destination))
        {
            throw Refused("SigninToken must be a fresh one and Destination a URL.");
        }

        var page = $"<!doctype html><title>Console</title><h1>AWS console of {HttpAnswer.Xml(token!.Session.Arn)}</h1>"
            + $"<p>Account {token.Session.AccountId}, going to {HttpAnswer.Xml(destination.ToString())}</p>";
        return HttpAnswer.BytesAsync(context, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));
    }

    private AssumedSession Find(string json)
    {
        try
        {
            var parts = JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
            var credential = credentials.Find(parts.GetValueOrDefault("sessionId", ""));
            if (credential?.Session is { } session
                && credential.SecretAccessKey == parts.GetValueOrDefault("sessionKey")
                && credential.SessionToken == parts.GetValueOrDefault("sessionToken")
                && session.Expiration > time.GetUtcNow())
            {
                return session;
            }
        }
        catch (JsonException)
        {
            // The same answer as for wrong credentials: AWS tells no more.
        }

        throw Refused("Session holds no credentials of a live session.");
    }

    private static ServiceException Refused(string message) => new(400, "InvalidSession", message);
}
