namespace Gateway.Benchmarks.Load.Hosts;

/// <summary>Runs one of the programs that are compared: <c>host KIND URL REPORT-PORT …</c>.</summary>
internal static class HostCommand
{
    public const string Upstream = "upstream";
    public const string BareProxy = "yarp";
    public const string Gateway = "gateway";
    public const string JwtBearer = "jwtbearer";

    public static async Task RunAsync(string kind, string[] args)
    {
        await using var app = (kind, args) switch
        {
            (Upstream, [var url, ..]) => UpstreamHost.Build(url),
            (BareProxy, [var url, _, var upstream]) => BareProxyHost.Build(url, upstream),
            (Gateway, [var url, ..]) => GatewayHost.Build(url),
            (JwtBearer, [var url, _, var authority]) => JwtBearerHost.Build(url, authority),
            _ => throw new ArgumentException($"no such host: {kind}", nameof(kind)),
        };
        using var reporter = new AllocationReporter(int.Parse(args[1]));
        await app.RunAsync();
    }
}
