using Amazon.DynamoDBv2.Model;
using Amazon.S3.Model;
using Xunit;

namespace Gateway.Tests.StandIns;

/// <summary>Calls of the real AWS SDK, captured once for the tests that change them.</summary>
public sealed class CapturedCalls : IAsyncLifetime
{
    /// <summary>An upload as the SDK makes it unasked: signed chunks and a signed checksum trailer.</summary>
    internal CapturedCall SignedChunks { get; private set; } = null!;

    /// <summary>An upload whose hash is declared in the head.</summary>
    internal CapturedCall DeclaredHash { get; private set; } = null!;

    internal CapturedCall DynamoDb { get; private set; } = null!;

    /// <summary>A presigned download, good for ten minutes.</summary>
    internal CapturedCall Presigned { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        SignedChunks = await CapturedCall.OfAsync(url => PutAsync(url, chunks: true));
        DeclaredHash = await CapturedCall.OfAsync(url => PutAsync(url, chunks: false));
        DynamoDb = await CapturedCall.OfAsync(GetItemAsync);
        Presigned = await CapturedCall.OfAsync(GetPresignedAsync);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task PutAsync(string url, bool chunks)
    {
        using var client = SdkClients.S3(url, SdkClients.Base);
        await client.PutObjectAsync(new PutObjectRequest
        {
            BucketName = "orders",
            Key = "a b/é+~.txt",
            ContentBody = new string('x', 100_000),
            UseChunkEncoding = chunks,
        });
    }

    private static async Task GetItemAsync(string url)
    {
        using var client = SdkClients.DynamoDb(url, SdkClients.Base);
        await client.GetItemAsync(new GetItemRequest { TableName = "orders", Key = new() { ["id"] = new AttributeValue("1") } });
    }

    private static async Task GetPresignedAsync(string url)
    {
        using var client = SdkClients.S3(url, SdkClients.Base);
        var presigned = await client.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = "orders",
            Key = "a b.txt",
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(10),
            Protocol = Amazon.S3.Protocol.HTTP,
        });
        using var http = new HttpClient();
        (await http.GetAsync(new Uri(presigned))).EnsureSuccessStatusCode();
    }
}
