using Gateway.Sandbox.Aws.Payloads;
using Shouldly;
using Xunit;

namespace Gateway.Tests.StandIns;

public sealed class ChecksumTests
{
    /// <summary>Check values of "123456789", as the catalogues of CRC algorithms and the hash functions' test suites give them.</summary>
    [Theory]
    [InlineData("x-amz-checksum-crc32", "cbf43926")]
    [InlineData("x-amz-checksum-crc32c", "e3069283")]
    [InlineData("x-amz-checksum-crc64nvme", "ae8b14860a799888")]
    [InlineData("x-amz-checksum-sha1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441")]
    [InlineData("x-amz-checksum-sha256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225")]
    [InlineData("content-md5", "25f9e794323b453885f5181f1b624d0b")]
    public void A_checksum_of_the_check_string_is_the_published_value(string header, string expected)
    {
        using var checksum = Checksum.ForHeader(header)!;
        checksum.Append("1234"u8);
        checksum.Append("56789"u8);

        checksum.ToHex().ShouldBe(expected);
    }
}
