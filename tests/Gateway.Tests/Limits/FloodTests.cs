using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Forwarding.Proofs;
using Gateway.Identity;
using Gateway.Sessions;
using Gateway.Tests.Forwarding;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Limits;

/// <summary>Floods: what is held stays bounded, the issuer is left in peace, and a good caller is served all the while.</summary>
public sealed class FloodTests
{
    // Time stands still, so that no interval passes on a slow machine.
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Unknown_key_ids_cost_one_fetch_and_are_not_remembered()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var good = gateway.Keycloak.MintAccessToken("demo");
        var parts = good.Split('.');
        var fetches = gateway.Keycloak.JwksRequests;

        var reasons = await FloodAsync(gateway, good, count: 2_000, i => $"{Encode($$"""{"alg":"RS256","typ":"JWT","kid":"unknown-{{i}}"}""")}.{parts[1]}.{parts[2]}");

        reasons.ShouldBe([TokenProblemReason.UnknownKey]);
        gateway.Keycloak.JwksRequests.ShouldBe(fetches + 1);
        Tokens(gateway).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Unknown_tokens_are_not_remembered()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var good = gateway.Keycloak.MintAccessToken("demo");
        var unsigned = good[..(good.LastIndexOf('.') + 1)];

        var reasons = await FloodAsync(gateway, good, count: 1_000, i => unsigned + Encode($"no signature {i}".PadRight(256)));

        reasons.ShouldBe([TokenProblemReason.Signature]);
        Tokens(gateway).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Unknown_session_tokens_are_not_remembered()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var sessions = gateway.Services.GetRequiredService<SessionProofs>();
        var keys = await ClientKeys.MintAsync(gateway);

        for (var i = 0; i < 2_000; i++)
        {
            sessions.Open(keys.AccessKeyId, SessionSealer.Prefix + Encode($"{i}".PadRight(600))).IsRead.ShouldBeFalse();
        }

        sessions.Open(keys.AccessKeyId, keys.Token).IsRead.ShouldBeTrue();
        sessions.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Tokens_of_huge_claims_count_for_several_of_those_that_are_remembered()
    {
        await using var gateway = await TestGateway.StartAsync(time: time, settings: [("Gateway:MaxVerifiedTokens", "100")]);
        var huge = new JsonArray([.. Enumerable.Range(0, 500).Select(i => (JsonNode)$"/group/{i:D12}")]);

        var reasons = await FloodAsync(gateway, gateway.Keycloak.MintAccessToken("demo"), count: 150, i => gateway.Keycloak.MintAccessToken("viewer", claims =>
        {
            claims["groups"] = huge.DeepClone();
            claims["jti"] = $"{i}";
        }));

        reasons.ShouldBeEmpty("each is a good token");
        Tokens(gateway).Count.ShouldBeInRange(7, 100 / 6, "their claims have more than 5 times 2 KiB");
    }

    [Fact]
    public async Task Gateway_credentials_of_huge_claims_count_for_several_of_those_that_are_kept_opened()
    {
        await using var gateway = await TestGateway.StartAsync(time: time, settings: [("Gateway:Sessions:MaxOpened", "100")]);
        var sealer = gateway.Services.GetRequiredService<SessionSealer>();
        var sessions = gateway.Services.GetRequiredService<SessionProofs>();
        var ends = time.GetUtcNow().AddHours(1);
        using var claims = JsonDocument.Parse(
            $$"""{"iss":"{{gateway.Keycloak.Issuer}}","sub":"huge","exp":{{ends.ToUnixTimeSeconds()}},"groups":["{{string.Join("\",\"", Enumerable.Range(0, 1000))}}","{{new string('g', 8000)}}"]}""");

        for (var i = 0; i < 150; i++)
        {
            var minted = sealer.Mint(new SessionContent { RoleId = "orders-reader", Expires = ends, Claims = claims.RootElement });
            sessions.Open(minted.AccessKeyId, minted.SessionToken).IsRead.ShouldBeTrue();
        }

        sessions.Count.ShouldBeInRange(7, 100 / 6, "their claims have more than 5 times 2 KiB");
    }

    [Fact]
    public async Task Claims_nested_without_end_are_refused()
    {
        await using var gateway = await TestGateway.StartAsync(time: time);
        var good = gateway.Keycloak.MintAccessToken("demo");
        var parts = good.Split('.');
        var deep = Encode($$"""{"iss":"x","deep":{{new string('[', 5_000)}}{{new string(']', 5_000)}}}""");

        var reasons = await FloodAsync(gateway, good, count: 500, i => $"{parts[0]}.{deep}.{Encode($"{i}")}");

        reasons.ShouldBe([TokenProblemReason.Malformed]);
    }

    [Fact]
    public async Task Of_100_000_sessions_as_many_as_the_option_says_are_kept_opened_and_all_of_them_serve()
    {
        await using var gateway = await TestGateway.StartAsync(time: time, settings: [("Gateway:Sessions:MaxOpened", "1000")]);
        var sealer = gateway.Services.GetRequiredService<SessionSealer>();
        var sessions = gateway.Services.GetRequiredService<SessionProofs>();
        using var claims = JsonDocument.Parse($$"""{"iss":"{{gateway.Keycloak.Issuer}}","sub":"many","exp":{{time.GetUtcNow().AddHours(1).ToUnixTimeSeconds()}}}""");
        var content = new SessionContent { RoleId = "orders-reader", Expires = time.GetUtcNow().AddHours(1), Claims = claims.RootElement };
        var first = sealer.Mint(content);

        for (var i = 0; i < 100_000; i++)
        {
            var minted = sealer.Mint(content);
            sessions.Open(minted.AccessKeyId, minted.SessionToken).IsRead.ShouldBeTrue();
        }

        sessions.Open(first.AccessKeyId, first.SessionToken).IsRead.ShouldBeTrue();
        sessions.Count.ShouldBeLessThanOrEqualTo(1_000);
    }

    private static TokenVerifier Tokens(TestGateway gateway) => gateway.Services.GetRequiredService<TokenVerifier>();

    private static string Encode(string text) => Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Shows the gateway many tokens while a good caller goes on calling; gives the reasons for which tokens were refused.</summary>
    private static async Task<IReadOnlyList<TokenProblemReason>> FloodAsync(TestGateway gateway, string good, int count, Func<int, string> token)
    {
        (await gateway.GetAsync("/api/roles", good)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var flood = Task.Run(async () =>
        {
            var reasons = new HashSet<TokenProblemReason>();
            for (var i = 0; i < count; i++)
            {
                if ((await Tokens(gateway).VerifyAsync(token(i), CancellationToken.None)).Problem is { } problem)
                {
                    reasons.Add(problem.Reason);
                }
            }

            return reasons;
        });
        for (var i = 0; i < 20; i++)
        {
            (await gateway.GetAsync("/api/roles", good)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        return [.. await flood];
    }
}
