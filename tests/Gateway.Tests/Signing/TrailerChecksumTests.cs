using System.Text;
using Gateway.Signing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Signing;

/// <summary>The five checksums of S3, over the text that catalogues of CRCs use, and over text longer than any word.</summary>
public sealed class TrailerChecksumTests
{
    private const string Short = "123456789";

    [Theory]
    [InlineData("x-amz-checksum-crc32", "cbf43926")]
    [InlineData("x-amz-checksum-crc32c", "e3069283")]
    [InlineData("x-amz-checksum-crc64nvme", "ae8b14860a799888")]
    [InlineData("x-amz-checksum-sha1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441")]
    [InlineData("x-amz-checksum-sha256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225")]
    public void Checksum_of_the_check_text_is_the_published_one(string name, string expected) =>
        Over(name, Short).ShouldBe(Convert.ToBase64String(Convert.FromHexString(expected)));

    [Theory]
    [InlineData("x-amz-checksum-crc32")]
    [InlineData("x-amz-checksum-crc32c")]
    [InlineData("x-amz-checksum-crc64nvme")]
    [InlineData("x-amz-checksum-sha1")]
    [InlineData("x-amz-checksum-sha256")]
    public void Checksum_does_not_depend_on_how_data_is_cut(string name)
    {
        var text = string.Concat(Enumerable.Repeat(Short, 11));

        Over(name, text[..1], text[1..16], text[16..33], text[33..]).ShouldBe(Over(name, text));
    }

    [Fact]
    public void Unknown_checksum_is_left_to_AWS() => TrailerChecksum.Create("x-amz-checksum-xxhash3").ShouldBeNull();

    private static string Over(string name, params string[] parts)
    {
        using var checksum = TrailerChecksum.Create(name).ShouldNotBeNull();
        foreach (var part in parts)
        {
            checksum.Append(Encoding.ASCII.GetBytes(part));
        }

        return checksum.ToBase64();
    }
}
