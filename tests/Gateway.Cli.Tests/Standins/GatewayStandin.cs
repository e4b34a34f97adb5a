using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Gateway.Cli.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gateway.Cli.Tests.Standins;

/// <summary>A gateway that grants two roles to whoever brings a token that it has not been told to reject.</summary>
internal sealed class GatewayStandin(IssuerStandin issuer, X509Certificate2? certificate = null) : Standin(certificate)
{
    public const string ReaderArn = "arn:aws:iam::111122223333:role/OrdersReader";

    public ConcurrentQueue<string> Log { get; } = new();

    public ConcurrentDictionary<string, bool> RejectedTokens { get; } = new();

    public ConcurrentQueue<string> AcceptedTokens { get; } = new();

    /// <summary>Challenges that stand before the next calls of the credential doors.</summary>
    public ConcurrentQueue<string> Challenges { get; } = new();

    /// <summary>The roles. One with a <c>stepUp</c> may be used after a login of one of its <c>acrValues</c>.</summary>
    public List<Dictionary<string, object>> Roles { get; } =
    [
        new()
        {
            ["id"] = "orders-reader",
            ["roleArn"] = ReaderArn,
            ["accountId"] = "111122223333",
            ["accountName"] = "orders-prod",
            ["description"] = "Read the orders.",
            ["modes"] = new[] { "forward", "console" },
            ["maxDurationSeconds"] = 3600,
        },
        new()
        {
            ["id"] = "analyst",
            ["roleArn"] = "arn:aws:iam::111122223333:role/Analyst",
            ["accountId"] = "111122223333",
            ["modes"] = new[] { "credentials" },
            ["maxDurationSeconds"] = 3600,
        },
    ];

    public Dictionary<string, object> Configuration { get; } = new() { ["region"] = "eu-west-1", ["clientId"] = "stsgw", ["audience"] = "gateway", ["somethingNew"] = true };

    public string SecretAccessKey { get; set; } = "sec/ret+key";

    /// <summary>What it does not understand in any call of the credential doors; null where it understands them.</summary>
    public string? Misunderstanding { get; set; }

    /// <summary>What STS refuses signed calls with; null where it takes them.</summary>
    public string? StsFault { get; set; }

    /// <summary>What happens before a door answers, by its path.</summary>
    public ConcurrentDictionary<string, Func<Task>> Before { get; } = new();

    /// <summary>Adds a role that wants a login of the level gold.</summary>
    public void AddGoldenRole() => Roles.Add(new(Roles[0])
    {
        ["id"] = "deployer",
        ["roleArn"] = "arn:aws:iam::111122223333:role/Deployer",
        ["stepUp"] = new Dictionary<string, object> { ["acrValues"] = new[] { "gold" }, ["maxAge"] = 60 },
    });

    protected override void Map(WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            Log.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            if (Before.TryGetValue(context.Request.Path.Value!, out var before))
            {
                await before();
            }

            await next();
        });
        app.MapGet("/api/configuration", () => Results.Json(new Dictionary<string, object>(Configuration) { ["issuer"] = issuer.Name, ["authority"] = issuer.Name }));
        app.MapGet("/readyz", () => Results.Ok());
        app.MapGet("/api/roles", (HttpContext context) => Guarded(context, () => Results.Json(Listed(context))));
        app.MapGet("/api/credentials", (HttpContext context) => Challenged(context, () => Results.Json(Credentials())));
        app.MapGet("/api/process-credentials", (HttpContext context) => Challenged(context, () => Results.Json(new Dictionary<string, object>(Credentials()) { ["Version"] = 1 })));
        app.MapGet("/api/login", (HttpContext context) => Challenged(context, () => Results.Json(new Dictionary<string, object> { ["url"] = "https://signin.aws.amazon.com/federation?Action=login&SigninToken=x" })));
        app.MapPost("/", (HttpContext context) => context.Request.Headers.Authorization.ToString().StartsWith("AWS4-HMAC-SHA256 Credential=GWAK/", StringComparison.Ordinal)
            ? StsFault is { } code
                ? Results.Text($"<ErrorResponse><Error><Code>{code}</Code><Message>no</Message></Error></ErrorResponse>", "text/xml", statusCode: code == "AccessDenied" ? 403 : 400)
                : Results.Text("<R><Arn>arn:aws:sts::111122223333:assumed-role/OrdersReader/demo</Arn></R>", "text/xml")
            : Results.StatusCode(403));
    }

    private Dictionary<string, object> Credentials() => new()
    {
        ["AccessKeyId"] = "GWAK",
        ["SecretAccessKey"] = SecretAccessKey,
        ["SessionToken"] = "session==",
        ["Expiration"] = "2030-01-01T00:00:00Z",
    };

    private IResult Challenged(HttpContext context, Func<IResult> answer) => Guarded(context, () =>
    {
        if (Misunderstanding is { } words)
        {
            return Problem(400, words);
        }

        var wanted = context.Request.Query["role"].ToString();
        if (Roles.Find(r => wanted.Equals(r["id"]) || wanted.Equals(r["roleArn"])) is not { } role)
        {
            return Problem(403, $"No grant gives you the role '{wanted}'.");
        }

        if (!IsUsable(role, context))
        {
            Challenges.Enqueue("Bearer error=\"insufficient_user_authentication\", acr_values=\"gold\", max_age=\"60\"");
        }

        if (Challenges.TryDequeue(out var challenge))
        {
            context.Response.Headers.WWWAuthenticate = challenge;
            return Problem(401, "This role wants a fresh login.");
        }

        return answer();
    });

    /// <summary>The usable roles as they are; with <c>stepUp=true</c> the others too, each with the login that it wants.</summary>
    private IEnumerable<Dictionary<string, object>> Listed(HttpContext context) => Roles
        .Where(role => IsUsable(role, context) || context.Request.Query["stepUp"] == "true")
        .Select(role => IsUsable(role, context) ? role.Where(member => member.Key != "stepUp").ToDictionary() : role);

    private static bool IsUsable(Dictionary<string, object> role, HttpContext context) =>
        !role.TryGetValue("stepUp", out var wish)
        || (wish is Dictionary<string, object> { } wanted && wanted.TryGetValue("acrValues", out var levels)
            && ((string[])levels).Contains(TokenClaims.Read(context.Request.Headers.Authorization.ToString()[7..])?.Text("acr"), StringComparer.Ordinal));

    private IResult Guarded(HttpContext context, Func<IResult> answer)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal) || RejectedTokens.ContainsKey(header[7..]))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            return Problem(401, "The token is not accepted.");
        }

        AcceptedTokens.Enqueue(header[7..]);
        return answer();
    }

    private static IResult Problem(int status, string detail) =>
        Results.Json(new Dictionary<string, object> { ["title"] = "Refused", ["detail"] = detail, ["requestId"] = "req-1" }, contentType: "application/problem+json", statusCode: status);
}
