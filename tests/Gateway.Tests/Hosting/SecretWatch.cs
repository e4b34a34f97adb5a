using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Gateway.Auditing;
using Gateway.Portal;
using Gateway.Sandbox.Aws;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;

namespace Gateway.Tests.Hosting;

/// <summary>
/// Learns every token, secret and session that passes a gateway under test, and looks for them in what must not hold any: log, audit records, spans,
/// metrics and error answers. So each functional test is a test of this as well.
/// </summary>
internal sealed partial class SecretWatch(AwsStandIn aws) : IStartupFilter, IAuditSink
{
    // Shorter ones are no secrets but the rubbish that some tests send.
    private const int Shortest = 24;

    private readonly ConcurrentDictionary<string, string> secrets = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> written = new();

    public string Name => "watch";

    public TelemetryRecorder Telemetry { get; private set; } = null!;

    public void Watch(IServiceProvider services)
    {
        Telemetry = new TelemetryRecorder(services);
        foreach (var key in services.GetRequiredService<IOptions<Gateway.Sessions.SessionOptions>>().Value.Keys)
        {
            Learn("session key", key);
        }

        Learn("portal client secret", services.GetRequiredService<IOptions<PortalOptions>>().Value.ClientSecret);
    }

    /// <summary>Learns the tokens that the portal gets of its issuer.</summary>
    public void Listen(OpenIdConnectOptions issuer) => issuer.BackchannelHttpHandler = new Backchannel(this, issuer.BackchannelHttpHandler!);

    /// <summary>Whether it would find this text.</summary>
    public bool Knows(string secret) => secrets.ContainsKey(secret);

    /// <summary>How many secrets of a kind it would find.</summary>
    public int Count(string kind) => secrets.Values.Count(known => known == kind);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(ServeAsync);
        next(app);
    };

    public ValueTask WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation)
    {
        foreach (var entry in entries)
        {
            var line = new ArrayBufferWriter<byte>();
            AuditJson.WriteLine(entry, line);
            written.Enqueue("audit: " + Encoding.UTF8.GetString(line.WrittenSpan));
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>To be called when the gateway has ended.</summary>
    /// <param name="log">All that it has logged.</param>
    public void ShouldHaveSeenNone(string log)
    {
        Learn("AWS secret", AwsStandIn.BaseSecretAccessKey);
        foreach (var credential in aws.Credentials.All)
        {
            Learn("AWS secret", credential.SecretAccessKey);
            Learn("AWS session", credential.SessionToken);
        }

        // All secrets at once: some tests send a hundred thousand requests, each with a token of its own.
        var sought = SearchValues.Create([.. secrets.Keys], StringComparison.Ordinal);
        foreach (var text in written.Append("log: " + log).Concat(Telemetry.Texts().Select(text => "telemetry: " + text)))
        {
            text.AsSpan().ContainsAny(sought).ShouldBeFalse($"a secret in {text}");
        }

        Telemetry.Dispose();
    }

    private async Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        Telemetry.NoteTrace();
        var request = context.Request;
        var isForward = request.Headers.Authorization.ToString().StartsWith("AWS4", StringComparison.Ordinal) || request.Query.ContainsKey("X-Amz-Signature");
        Learn("token", request.Headers.Authorization.ToString() is var proof && !isForward ? proof[(proof.IndexOf(' ', StringComparison.Ordinal) + 1)..] : null);
        Learn("SSO token", request.Headers["x-amz-sso_bearer_token"]);
        Learn("session token", request.Headers["X-Amz-Security-Token"]);
        Learn("session token", request.Query["X-Amz-Security-Token"]);
        Learn("presigned signature", request.Query["X-Amz-Signature"]);
        Learn("code", request.Query["code"]);
        foreach (var (_, value) in request.Cookies.Where(cookie => PortalCookie.IsMatch(cookie.Key)))
        {
            Learn("cookie", value);
        }

        var form = new TeeStream(request.Body, () => true);
        if (!isForward && request.HasFormContentType)
        {
            request.Body = form;
        }

        var answer = new TeeStream(context.Response.Body, () => !isForward || context.Response.StatusCode >= 400);
        context.Response.Body = answer;
        await next(context);

        foreach (Match token in WebIdentityToken.Matches(form.Text))
        {
            Learn("web identity token", Uri.UnescapeDataString(token.Groups["secret"].Value));
        }

        if (context.Response.StatusCode >= 400)
        {
            written.Enqueue("error answer: " + answer.Text);
            return;
        }

        LearnHanded(isForward ? "" : answer.Text);
    }

    private void LearnHanded(string text)
    {
        foreach (Match secret in Handed.Matches(text))
        {
            // JSON has a + of a secret as \u002B.
            Learn("handed out", Regex.Unescape(secret.Groups["secret"].Value));
        }
    }

    private void Learn(string kind, string? secret)
    {
        if (secret is not { Length: >= Shortest })
        {
            return;
        }

        secrets[secret] = kind;
        if (secret.Split('.') is [_, _, { Length: >= Shortest } signature])
        {
            secrets[signature] = kind + "'s signature";
        }
    }

    [GeneratedRegex("WebIdentityToken=(?<secret>[^&]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex WebIdentityToken { get; }

    [GeneratedRegex("gateway-(portal|signin|nonce|antiforgery)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PortalCookie { get; }

    // STS and the credential endpoints write the names with a capital, SSO without, and the issuer with underscores.
    [GeneratedRegex(
        "[<\"](SecretAccessKey|SessionToken|Token|Access_?Token|Refresh_?Token|Id_?Token|ClientSecret|DeviceCode)(\":\"|>)(?<secret>[^\"<]+)|SigninToken=(?<secret>[^\"&]+)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Handed { get; }

    private sealed class Backchannel(SecretWatch watch, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            watch.LearnHanded(await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer;
        }
    }
}
