using Amazon.Runtime;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Storage;

/// <summary>A way to one S3 storage: with the gateway in between, or without.</summary>
internal sealed record StorageDoor
{
    /// <summary>Begins the names of this way's buckets; all are of one length, since lengths are compared too.</summary>
    public required string Name { get; init; }

    /// <summary>The address over plain http, which clients are given in their environment.</summary>
    public required Uri Http { get; init; }

    public required Uri Https { get; init; }

    /// <summary>The one to trust there.</summary>
    public required LoopbackCertificate Certificate { get; init; }

    public required string CertificateFile { get; init; }

    /// <summary>The environment that points a client here; files that it names are in the folder given.</summary>
    public required Func<Scratch, Task<Dictionary<string, string?>>> Settings { get; init; }

    /// <summary>Keys for a client that is given nothing else.</summary>
    public required Func<Task<AWSCredentials>> KeysAsync { get; init; }

    /// <summary>A bucket for one test.</summary>
    public string Bucket(string test) => $"{Name}-{test}";

    public async Task<Dictionary<string, string?>> EnvironmentAsync(Scratch scratch) => new(await Settings(scratch)) { ["AWS_CA_BUNDLE"] = CertificateFile };
}
