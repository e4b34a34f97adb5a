using Gateway.Benchmarks.Load.Requests;

namespace Gateway.Benchmarks.Load.Scenarios;

/// <summary>Everything that <c>load</c> measures, in the order in which it is printed.</summary>
internal static class AllScenarios
{
    public static IReadOnlyList<IScenario> List { get; } =
    [
        new SmallCalls("post", "Small POST, gateway credentials", 0.9, GatewayCredentials, (factory, credentials, i) => factory.DynamoDb(credentials, i)),
        new SmallCalls("post-jwt", "Small POST, JWT credentials", 0.85, Jwt, (factory, credentials, i) => factory.DynamoDb(credentials, i)),
        new SmallCalls("post-bearer", "Small POST, Bearer", 0.85, Bearer, (factory, credentials, i) => factory.DynamoDb(credentials, i)),
        new SmallCalls("get", "GET of 1 KiB, S3, gateway credentials", 0.9, GatewayCredentials, (factory, credentials, i) => factory.GetObject(credentials, i, 1024)),
        new Issuing(),
        new Decisions(),
        new Signatures(),
        new LiveSessions(),
        new PolicyReload(),
        new LargeBodies(),
        new ColdStart(),
        new CommandLineStart(),
    ];

    private static Task<Credentials> GatewayCredentials(Arena arena, int caller) => arena.MintAsync(caller);

    private static Task<Credentials> Jwt(Arena arena, int caller) => Task.FromResult(Credentials.OfJwt(Arena.Role, arena.Token(caller)));

    private static Task<Credentials> Bearer(Arena arena, int caller) => Task.FromResult(Credentials.Bearer(Arena.Role, arena.Token(caller)));
}
