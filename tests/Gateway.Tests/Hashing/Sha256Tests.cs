using System.Security.Cryptography;
using FsCheck;
using FsCheck.Xunit;
using Gateway.Hashing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Hashing;

public sealed class Sha256Tests
{
    [Property(MaxTest = 500)]
    public bool Digest_is_that_of_the_framework(byte[] text) => Hash(text).SequenceEqual(SHA256.HashData(text));

    [Property(MaxTest = 500)]
    public bool Code_is_that_of_the_framework(byte[] key, byte[] text) => Hmac(key, text).SequenceEqual(HMACSHA256.HashData(key, text));

    [Theory]
    [InlineData(55)]
    [InlineData(56)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    [InlineData(1 << 20)]
    public void Text_that_ends_at_a_block_or_beside_one_is_hashed_as_any(int length)
    {
        var text = new byte[length];
        new Random(length).NextBytes(text);

        Hash(text).ShouldBe(SHA256.HashData(text));
        Hmac(text, text).ShouldBe(HMACSHA256.HashData(text, text));
    }

    [Fact]
    public void Code_may_take_the_place_of_the_text()
    {
        var text = new byte[32];
        var expected = HMACSHA256.HashData(new byte[32], text);

        Sha256.Hmac(new byte[32], text, text);

        text.ShouldBe(expected);
    }

    [Fact]
    public void Code_may_take_the_place_of_the_key()
    {
        var key = new byte[32];
        var expected = HMACSHA256.HashData(key, "text"u8);

        Sha256.Hmac(key, "text"u8, key);

        key.ShouldBe(expected);
    }

    [Fact]
    public void Digest_that_has_no_room_is_refused() => Should.Throw<ArgumentException>(() => Sha256.Hash([], new byte[31]));

    [Fact]
    public void Threads_beside_each_other_hash_each_its_own()
    {
        var texts = Enumerable.Range(0, 64).Select(i => Enumerable.Repeat((byte)i, 200 + i).ToArray()).ToList();

        Parallel.For(0, 20_000, i => Hash(texts[i % texts.Count]).SequenceEqual(SHA256.HashData(texts[i % texts.Count])).ShouldBeTrue());
    }

    /// <summary>Debian's .NET and that of the image use OpenSSL 3: there the fast way must be taken, and not the one that works anywhere.</summary>
    [Fact]
    public void OpenSSL_is_used_where_the_framework_uses_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The framework has OpenSSL on Linux.");

        OpenSslSha256.OfThread.ShouldNotBeNull();
    }

    private static byte[] Hash(ReadOnlySpan<byte> text)
    {
        var digest = new byte[Sha256.Size];
        Sha256.Hash(text, digest);
        return digest;
    }

    private static byte[] Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text)
    {
        var code = new byte[Sha256.Size];
        Sha256.Hmac(key, text, code);
        return code;
    }
}
