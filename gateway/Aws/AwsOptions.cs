namespace Gateway.Aws;

/// <summary>How AWS is reached (<c>Gateway:Aws</c>).</summary>
public sealed class AwsOptions
{
    /// <summary>
    /// The region for STS, and for forwarded calls that name none, such as <c>eu-west-1</c>. Default: <c>AWS_REGION</c>, else <c>AWS_DEFAULT_REGION</c>, as for the
    /// SDKs, else <see cref="FallbackRegion"/>.
    /// </summary>
    public string Region { get; set; } = "";

    /// <summary>The region where nothing names one: the one in which AWS's SDKs look for services that are everywhere the same.</summary>
    internal const string FallbackRegion = "us-east-1";

    /// <summary>Where every upstream call goes, STS and federation included (moto, MinIO, LocalStack). Default: AWS itself.</summary>
    public Uri? EndpointUrl { get; set; }

    /// <summary>The same for one service by its endpoint name (<c>s3</c>, <c>sts</c>, <c>dynamodb</c>), before <see cref="EndpointUrl"/>; for VPC endpoints too.</summary>
    public IDictionary<string, Uri> Endpoints { get; } = new Dictionary<string, Uri>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether <c>/readyz</c> is 503 until the gateway's own AWS credentials were found once, so that a roll-out without them goes no further. Default:
    /// false, a warning there. Once found, they are never required again: role sessions that are kept serve on.
    /// </summary>
    public bool CredentialsRequired { get; set; }

    /// <summary>Whether nothing names the region, so that it is <see cref="FallbackRegion"/>.</summary>
    internal bool IsRegionGuessed { get; set; }

    /// <summary>Where calls to the service are sent, if not to AWS's own endpoint.</summary>
    internal Uri? OverrideFor(string service) => Endpoints.TryGetValue(service, out var uri) ? uri : EndpointUrl;
}
