using System.Text;
using Gateway.Benchmarks.Load.Generators;
using Gateway.Benchmarks.Load.Hosts;

namespace Gateway.Benchmarks.Load.Scenarios;

/// <summary>The issuing door whose sessions are at hand, beside an empty endpoint behind JwtBearer; and what a crowd that wants one session costs STS.</summary>
internal sealed class Issuing : IScenario
{
    private const int Connections = 32;
    private const int Crowd = 1000;
    private const double Goal = 0.6;

    public string Name => "issuer";

    public string Title => "Issuer, cached, by an empty endpoint with JwtBearer";

    public async Task RunAsync(ScenarioContext context)
    {
        var arena = context.Arena;
        await using var bearer = await ChildProcess.StartHostAsync(HostCommand.JwtBearer, arguments: arena.Keycloak.Issuer);
        using var requests = new RequestSet([.. Enumerable.Range(0, 64).Select(caller => Request(arena.Token(caller)))]);
        var result = await context.Comparison.RunAsync(Connections, ("JwtBearer", bearer, requests), ("gateway", arena.Gateway, requests));
        context.Report.Table(result, "by JwtBearer");
        context.Report.Goal(Title, $">= {Goal} x", $"{result.GatewayRatio:F2} x", result.AllAnswered && result.GatewayRatio >= Goal);

        var before = await arena.StsCallsAsync();
        using var one = new RequestSet([Request(arena.Token(999_999))]);
        var crowd = await new SocketGenerator { Total = Crowd }.RunAsync(arena.Gateway.Port, one, Crowd, TimeSpan.FromMinutes(1));
        var calls = await arena.StsCallsAsync() - before;
        context.Report.Line($"\n{crowd.Requests:N0} callers at once that want one session: {calls} call to STS, {crowd.Failed} failed, the last answered after {crowd.Longest.TotalMilliseconds:N0} ms.");
        context.Report.Goal($"{Crowd:N0} concurrent callers of one session", "1 STS call", $"{calls}", calls == 1 && crowd is { Failed: 0, Requests: Crowd });
    }

    private static byte[] Request(string token) => Encoding.ASCII.GetBytes(
        $"GET /api/credentials?role={BenchmarkPolicy.HandedOutRole} HTTP/1.1\r\nHost: aws.example.com\r\nUser-Agent: stsgw/1.0\r\nAuthorization: Bearer {token}\r\n\r\n");
}
