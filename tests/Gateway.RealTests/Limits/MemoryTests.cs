using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Helm;
using Gateway.RealTests.Telemetry;
using Gateway.Sessions;
using Gateway.Sharing;
using Gateway.Signing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Limits;

/// <summary>The memory of the published gateway under many sessions and under floods, far beyond what its options let it keep.</summary>
public sealed partial class MemoryTests(RealWorld world) : IDisposable
{
    // Measured: 112 MiB before, 194 after 20,000 sessions, and 197 after the floods.
    private const long MostMemory = 256L * 1024 * 1024;
    private const long MostOfFloods = 32L * 1024 * 1024;
    private const int Rounds = 5;
    private const int Flood = 10_000;

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(SessionKey.Size));

    [Fact]
    public async Task Many_sessions_stay_within_256_MiB_and_floods_of_unknown_keys_tokens_and_sessions_add_next_to_nothing()
    {
        await using var between = await StandIns.StartAsync();
        await using var gateway = await world.StartGatewayAsync(between.Setup with
        {
            Settings = new Dictionary<string, string>
            {
                ["Gateway__Sessions__Keys__0"] = _key,
                ["Gateway__Sessions__MaxOpened"] = "2000",
                ["Gateway__MaxVerifiedTokens"] = "2000",
                ["Gateway__Assuming__MaxSessions"] = "1000",
            },
        });
        var good = between.Keycloak.MintAccessToken("demo");
        var parts = good.Split('.');
        Report(gateway, "before");

        await SendSessionsAsync(gateway, parts[1], count: 20_000, callers: 4_000);

        var beforeFloods = gateway.PeakMemory();
        (await SendAsync(Flood, i => Bearer(gateway.Address, $"{Encode($$"""{"alg":"RS256","typ":"JWT","kid":"unknown-{{i}}"}""")}.{parts[1]}.{parts[2]}"))).ShouldBe([HttpStatusCode.Unauthorized]);
        Report(gateway, $"{Flood} unknown key ids");
        (await SendAsync(Flood, i => Bearer(gateway.Address, $"{parts[0]}.{parts[1]}.{Encode($"no signature {i}".PadRight(256))}"))).ShouldBe([HttpStatusCode.Unauthorized]);
        Report(gateway, $"{Flood} unknown tokens");
        (await SendAsync(Flood, i => Signed(gateway.Address, new SigningCredentials("GWAYAAAAAAAAAAAAAAAA", "unknown", SessionSealer.Prefix + Encode($"{i}".PadRight(600))))))
            .ShouldAllBe(status => (int)status >= 400 && (int)status < 500);
        Report(gateway, $"{Flood} unknown session tokens");

        gateway.PeakMemory().ShouldBeLessThan(MostMemory);
        (gateway.PeakMemory() - beforeFloods).ShouldBeLessThan(MostOfFloods);
        (await SendAsync(1, _ => Bearer(gateway.Address, good))).ShouldBe([HttpStatusCode.OK]);
    }

    /// <summary>What an operator gets who sets nothing: each session is of a caller of its own, so that as many role sessions are kept as may.</summary>
    [Fact]
    public async Task A_hundred_thousand_sessions_of_as_many_callers_fit_into_the_chart_s_memory_with_the_options_left_alone()
    {
        var values = await File.ReadAllTextAsync(Path.Combine(Chart.Folder, "values.yaml"), TestContext.Current.CancellationToken);
        var chartsMemory = long.Parse(MemoryLimit().Match(values).Groups["gibibytes"].Value, CultureInfo.InvariantCulture) * 1024 * 1024 * 1024;
        await using var between = await StandIns.StartAsync();
        await using var gateway = await world.StartGatewayAsync(between.Setup with
        {
            Settings = new Dictionary<string, string>
            {
                ["Gateway__Sessions__Keys__0"] = _key,
                // What .NET takes by itself of a container's memory.
                ["DOTNET_GCHeapHardLimit"] = (chartsMemory * 3 / 4).ToString("x", CultureInfo.InvariantCulture),
            },
        });
        Report(gateway, "before");

        var payload = between.Keycloak.MintAccessToken("demo").Split('.')[1];
        await SendSessionsAsync(gateway, payload, count: 100_000, callers: 100_000);

        gateway.PeakMemory().ShouldBeLessThan(chartsMemory * 9 / 10);
        // None is assumed again: the sessions are held, and not merely gone.
        var assumed = between.Aws.AssumeRoleCalls.Count;
        (await SendAsync(1000, i => Signed(gateway.Address, Session(payload, i * 100, callers: 100_000)))).ShouldBe([HttpStatusCode.OK]);
        between.Aws.AssumeRoleCalls.Count.ShouldBe(assumed);
        assumed.ShouldBeGreaterThanOrEqualTo(100_000);
    }

    public void Dispose() => _http.Dispose();

    private async Task SendSessionsAsync(GatewayProcess gateway, string payload, int count, int callers)
    {
        for (var sent = 0; sent < count; sent += count / Rounds)
        {
            var sessions = Enumerable.Range(sent, count / Rounds).Select(number => Session(payload, number, callers)).ToArray();
            (await SendAsync(sessions.Length, i => Signed(gateway.Address, sessions[i]))).ShouldBe([HttpStatusCode.OK]);
            // More is kept of a session that comes back.
            (await SendAsync(sessions.Length / 4, i => Signed(gateway.Address, sessions[i]))).ShouldBe([HttpStatusCode.OK]);
            Report(gateway, $"{sent + (count / Rounds)} sessions of {callers} callers");
        }
    }

    /// <summary>Sends so many requests, several at once, and gives the statuses that came.</summary>
    private async Task<ICollection<HttpStatusCode>> SendAsync(int count, Func<int, HttpRequestMessage> make)
    {
        var statuses = new ConcurrentDictionary<HttpStatusCode, bool>();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, cancellation) =>
        {
            using var request = make(i);
            using var answer = await _http.SendAsync(request, cancellation);
            statuses[answer.StatusCode] = true;
        });
        return statuses.Keys;
    }

    /// <summary>Gateway credentials as the gateway itself would mint them, each a session of its own.</summary>
    private SigningCredentials Session(string payload, int number, int callers)
    {
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(payload))!.AsObject();
        claims["sub"] = $"caller-{number % callers}";
        claims["sid"] = $"session-{number}";
        var minted = Sealer.Mint(new SessionContent
        {
            RoleId = "orders-reader",
            Expires = TimeProvider.System.GetUtcNow().AddMinutes(30),
            Claims = JsonSerializer.SerializeToElement(claims),
        });
        return new SigningCredentials(minted.AccessKeyId, minted.SecretAccessKey, minted.SessionToken);
    }

    private SessionSealer Sealer => field ??= new SessionSealer(new SessionKeys(Options.Create(new SessionOptions { Keys = { _key } }), Options.Create(new SharingOptions()), NullLogger<SessionKeys>.Instance));

    private static HttpRequestMessage Bearer(Uri gateway, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway, "/api/roles"));
        request.Headers.Authorization = new("Bearer", token);
        return request;
    }

    private static HttpRequestMessage Signed(Uri gateway, SigningCredentials credentials)
    {
        var signed = new SigV4Signer().Sign(
            new SigV4Request("GET", "/", "", [new("Host", gateway.Authority)]),
            new SigningParameters
            {
                Credentials = credentials,
                Region = GatewaySetup.Region,
                Service = "s3",
                PayloadHash = PayloadHash.Empty,
                PathEncoding = PathEncoding.Once,
                Now = TimeProvider.System.GetUtcNow(),
                SendPayloadHash = true,
            });
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway, "/"));
        request.Headers.TryAddWithoutValidation("Authorization", signed.Authorization);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", signed.XAmzDate);
        request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", signed.XAmzSecurityToken);
        request.Headers.TryAddWithoutValidation("X-Amz-Content-Sha256", signed.XAmzContentSha256);
        return request;
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static void Report(GatewayProcess gateway, string step) => TestContext.Current.TestOutputHelper!.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{step}: the gateway's peak so far: {gateway.PeakMemory() / 1024.0 / 1024.0:F0} MiB"));

    [GeneratedRegex(@"limits:\s+memory: (?<gibibytes>[0-9]+)Gi", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MemoryLimit();
}
