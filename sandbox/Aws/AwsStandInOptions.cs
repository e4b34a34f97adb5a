namespace Gateway.Sandbox.Aws;

/// <summary>How the stand-in for AWS is set up.</summary>
internal sealed record AwsStandInOptions
{
    /// <summary>AWS's clock; default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The regions that a credential scope may name; default: any.</summary>
    public IReadOnlySet<string>? Regions { get; init; }

    /// <summary>Bytes of one S3 object that are kept; of a longer one only length and hashes are. Default: 64 MiB.</summary>
    public long KeepObjectsUpTo { get; init; } = 64L << 20;

    /// <summary>How many of the newest requests are kept. Default: 10,000.</summary>
    public int KeepRequests { get; init; } = 10_000;

    /// <summary>Bytes that a body outside of S3 may have. Default: 64 MiB.</summary>
    public int LargestBody { get; init; } = 64 << 20;
}
