using Gateway.Signing;

namespace Gateway.Tests.Signing;

/// <summary>The two ends of a signed upload: a client's chain and the gateway's own.</summary>
internal static class ChunkStreams
{
    public const string Timestamp = "20130524T000000Z";
    public const string UpstreamTimestamp = "20130524T000003Z";

    private static readonly string ClientSeed = new('a', 64);
    private static readonly string UpstreamSeed = new('b', 64);
    private static readonly CredentialScope Scope = new("20130524", "us-east-1", "s3");

    public static ChunkedBody Client => new("client-secret", Timestamp, "us-east-1", "s3", ClientSeed);

    public static ChunkedBody Upstream => new("upstream-secret", UpstreamTimestamp, "us-east-1", "s3", UpstreamSeed);

    public static ChunkResigningStream Resign(Stream body, long decodedLength, params string[] trailerNames) => new(
        body,
        Seed("client-secret", Timestamp, ClientSeed),
        Seed("upstream-secret", UpstreamTimestamp, UpstreamSeed),
        new AwsChunkedOptions { DecodedLength = decodedLength, TrailerNames = trailerNames });

    public static ChunkSeed Seed(string secret, string timestamp, string signature) =>
        new(SigningKey.Derive(secret, Scope), timestamp, Scope, signature.AsMemory());

    /// <summary>Some bytes, none of which looks like framing by chance more often than it would in a file.</summary>
    public static byte[] Data(int length)
    {
        var data = new byte[length];
        new Random(length).NextBytes(data);
        return data;
    }
}
