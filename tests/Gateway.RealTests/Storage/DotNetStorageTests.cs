using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Gateway.RealTests.Gateways;
using Gateway.RealTests.Parts;
using Shouldly;
using Xunit;

namespace Gateway.RealTests.Storage;

/// <summary>AWSSDK for .NET sees the same of each operation whether the gateway stands before MinIO or not, whichever way it signs its bodies.</summary>
public sealed class DotNetStorageTests(RealWorld world) : IDisposable
{
    private const string Key = "dot net/a+b é";

    private static readonly byte[] Body = RandomNumberGenerator.GetBytes(300_000);
    private static readonly byte[] Large = RandomNumberGenerator.GetBytes(20_000_000);

    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Object_signed_in_chunks_or_whole_makes_the_same_round_trip(bool inChunks) =>
        await CompareAsync($"chunks-{inChunks}".ToLowerInvariant(), https: false, (s3, bucket) => RoundTripAsync(s3, bucket, new PutObjectRequest { UseChunkEncoding = inChunks }));

    [Fact]
    public async Task Object_with_an_unsigned_body_makes_the_same_round_trip() =>
        await CompareAsync("unsigned", https: true, (s3, bucket) => RoundTripAsync(s3, bucket, new PutObjectRequest { DisablePayloadSigning = true }));

    [Theory]
    [InlineData("CRC32")]
    [InlineData("CRC32C")]
    [InlineData("CRC64NVME")]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    public async Task Object_with_a_checksum_trailer_makes_the_same_round_trip(string algorithm) =>
        await CompareAsync(
            $"sum-{algorithm}".ToLowerInvariant(),
            https: false,
            (s3, bucket) => RoundTripAsync(s3, bucket, new PutObjectRequest { ChecksumAlgorithm = ChecksumAlgorithm.FindValue(algorithm) }));

    [Fact]
    public async Task Large_object_makes_the_same_round_trip_in_parts() => await CompareAsync("parts", https: false, async (s3, bucket) =>
    {
        using var transfer = new TransferUtility(s3, new TransferUtilityConfig { MinSizeBeforePartUpload = 6_000_000 });
        await transfer.UploadAsync(new TransferUtilityUploadRequest { BucketName = bucket, Key = Key, InputStream = new MemoryStream(Large), PartSize = 6_000_000 });
        using var answer = await s3.GetObjectAsync(bucket, Key);
        (await BytesAsync(answer)).ShouldBe(Large);
        return $"{answer.ETag} {answer.ContentLength}";
    });

    public void Dispose() => _scratch.Dispose();

    private static async Task<string> RoundTripAsync(AmazonS3Client s3, string bucket, PutObjectRequest put)
    {
        (put.BucketName, put.Key, put.InputStream) = (bucket, Key, new MemoryStream(Body));
        put.Metadata["note"] = "two words";
        var written = await s3.PutObjectAsync(put);
        using var answer = await s3.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = Key, ChecksumMode = ChecksumMode.ENABLED });
        (await BytesAsync(answer)).ShouldBe(Body);
        var missing = await Should.ThrowAsync<NoSuchKeyException>(() => s3.GetObjectAsync(bucket, "missing"));
        var listed = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = "dot net/" });
        return string.Join('\n',
        [
            $"put {written.HttpStatusCode} {written.ETag} {Sums(written.ChecksumCRC32, written.ChecksumCRC32C, written.ChecksumCRC64NVME, written.ChecksumSHA1, written.ChecksumSHA256)}",
            $"get {answer.HttpStatusCode} {answer.ETag} {answer.Metadata["note"]} {Sums(answer.ChecksumCRC32, answer.ChecksumCRC32C, answer.ChecksumCRC64NVME, answer.ChecksumSHA1, answer.ChecksumSHA256)}",
            $"missing {missing.StatusCode} {missing.ErrorCode} {missing.Message}",
            .. listed.S3Objects.Select(listedObject => $"listed {listedObject.Key} {listedObject.Size} {listedObject.ETag}"),
        ]);
    }

    private static string Sums(params string?[] values) => string.Join(',', values);

    private static async Task<byte[]> BytesAsync(GetObjectResponse answer)
    {
        using var bytes = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private async Task CompareAsync(string test, bool https, Func<AmazonS3Client, string, Task<string>> use)
    {
        var doors = await world.Storage.RunningAsync();

        async Task<string> SeenAsync(StorageDoor door)
        {
            using var s3 = await ClientAsync(door, https);
            await s3.PutBucketAsync(door.Bucket(test));
            return await use(s3, door.Bucket(test));
        }

        (await SeenAsync(doors.Through)).ShouldBe(await SeenAsync(doors.Direct));
    }

    private async Task<AmazonS3Client> ClientAsync(StorageDoor door, bool https)
    {
        var keys = await door.KeysAsync();
        var endpoint = https ? door.Https : door.Http;
        var configuration = new AmazonS3Config
        {
            ServiceURL = endpoint.GetLeftPart(UriPartial.Authority),
            AuthenticationRegion = GatewaySetup.Region,
            ForcePathStyle = true,
            MaxErrorRetry = 0,
            HttpClientFactory = new TrustingClients(door.Certificate),
        };
        return new AmazonS3Client(keys, configuration);
    }

    private sealed class TrustingClients(LoopbackCertificate certificate) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(certificate.TrustingHandler());

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => true;
    }
}
