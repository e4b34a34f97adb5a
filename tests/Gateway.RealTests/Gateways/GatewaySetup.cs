using Gateway.RealTests.Aws;

namespace Gateway.RealTests.Gateways;

/// <summary>What a gateway process is started with.</summary>
internal sealed record GatewaySetup(Uri Issuer, BaseKey Key)
{
    public const string Region = MinioServer.Region;

    /// <summary>Where all calls go (<c>Gateway:Aws:EndpointUrl</c>).</summary>
    public Uri? EndpointUrl { get; init; }

    /// <summary>Where calls of single services go (<c>Gateway:Aws:Endpoints</c>).</summary>
    public IReadOnlyDictionary<string, Uri> Endpoints { get; init; } = new Dictionary<string, Uri>();

    /// <summary>Further configuration, such as <c>Gateway__Issuers__0__KeyRefreshInterval</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>How many files it may have open; null: as many as these tests.</summary>
    public int? OpenFiles { get; init; }

    /// <summary>The secrets that a stand-in of AWS has issued so far: the gateway may write none of them.</summary>
    public Func<IEnumerable<string?>> Issued { get; init; } = () => [];

    /// <summary>A second address that takes https (<c>ASPNETCORE_URLS</c>); its certificate is a matter of <see cref="Settings"/>.</summary>
    public Uri? HttpsAddress { get; init; }

    public Dictionary<string, string?> Environment(Uri address, string policyFile)
    {
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = string.Join(';', new[] { address, HttpsAddress }.OfType<Uri>().Select(url => url.GetLeftPart(UriPartial.Authority))),
            ["Gateway__PolicyFile"] = policyFile,
            ["Gateway__Issuers__0__Authority"] = Issuer.AbsoluteUri,
            ["Gateway__Issuers__0__Audience"] = "gateway",
            ["Gateway__Aws__Region"] = Region,
            ["Gateway__Aws__EndpointUrl"] = EndpointUrl?.GetLeftPart(UriPartial.Authority),
            ["AWS_ACCESS_KEY_ID"] = Key.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = Key.SecretAccessKey,
        };
        foreach (var (service, endpoint) in Endpoints)
        {
            environment[$"Gateway__Aws__Endpoints__{service}"] = endpoint.GetLeftPart(UriPartial.Authority);
        }

        foreach (var (name, value) in Settings)
        {
            environment[name] = value;
        }

        return environment;
    }
}
