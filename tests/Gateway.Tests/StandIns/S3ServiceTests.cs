using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Shouldly;
using Xunit;

namespace Gateway.Tests.StandIns;

public sealed class S3ServiceTests : AwsTests
{
    [Theory]
    [InlineData("plain.txt")]
    [InlineData("a b/é+%=&(1)*'~.txt")]
    public async Task An_object_of_any_name_comes_back_as_it_was_put(string key)
    {
        using var s3 = SdkClients.S3(Aws.Url, SdkClients.Base);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "orders", Key = key, ContentBody = "seven" }, Cancel);

        using var found = await s3.GetObjectAsync("orders", key, Cancel);
        using var reader = new StreamReader(found.ResponseStream);

        (await reader.ReadToEndAsync(Cancel)).ShouldBe("seven");
        Aws.Failures.ShouldBeEmpty();
        Aws.Objects.Find("orders", key).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_listing_pages_through_all_keys()
    {
        using var s3 = SdkClients.S3(Aws.Url, SdkClients.Base);
        foreach (var name in (string[])["a", "b/1", "b/2", "c d"])
        {
            await s3.PutObjectAsync(new PutObjectRequest { BucketName = "orders", Key = name, ContentBody = name }, Cancel);
        }

        var listed = new List<string>();
        var request = new ListObjectsV2Request { BucketName = "orders", MaxKeys = 1, Delimiter = "/" };
        ListObjectsV2Response page;
        do
        {
            page = await s3.ListObjectsV2Async(request, Cancel);
            listed.AddRange((page.S3Objects ?? []).Select(o => o.Key).Concat(page.CommonPrefixes ?? []));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);

        listed.ShouldBe(["a", "b/", "c d"]);
    }

    [Fact]
    public async Task An_upload_in_parts_is_put_together()
    {
        using var s3 = SdkClients.S3(Aws.Url, SdkClients.Base);
        using var transfer = new TransferUtility(s3);
        var bytes = new byte[11 << 20];
        new Random(1).NextBytes(bytes);

        await transfer.UploadAsync(new TransferUtilityUploadRequest
        {
            BucketName = "orders",
            Key = "large",
            InputStream = new MemoryStream(bytes),
            PartSize = 5 << 20,
        }, Cancel);

        Aws.Objects.Find("orders", "large")!.Content.ShouldBe(bytes);
        Aws.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_range_of_an_object_is_answered_alone()
    {
        using var s3 = SdkClients.S3(Aws.Url, SdkClients.Base);
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "orders", Key = "k", ContentBody = "0123456789" }, Cancel);

        using var found = await s3.GetObjectAsync(new GetObjectRequest { BucketName = "orders", Key = "k", ByteRange = new ByteRange(2, 4) }, Cancel);
        using var reader = new StreamReader(found.ResponseStream);

        (await reader.ReadToEndAsync(Cancel)).ShouldBe("234");
    }

    [Fact]
    public async Task A_missing_key_raises_the_exception_of_the_SDK()
    {
        using var s3 = SdkClients.S3(Aws.Url, SdkClients.Base);

        (await Should.ThrowAsync<NoSuchKeyException>(() => s3.GetObjectAsync("orders", "none"))).RequestId.ShouldBe(Aws.Requests[^1].RequestId);
    }
}
