using System.Security.Cryptography;
using FsCheck;
using FsCheck.Xunit;
using Gateway.Hashing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Hashing;

public sealed class Sha256Tests
{
    private delegate void Coder(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text, Span<byte> code);

    [Property(MaxTest = 500)]
    public bool Digest_is_that_of_the_framework(byte[] text) => Hash(text).SequenceEqual(SHA256.HashData(text));

    [Property(MaxTest = 500)]
    public bool Code_is_that_of_the_framework(byte[] key, byte[] text) => Hmac(key, text).SequenceEqual(HMACSHA256.HashData(key, text));

    /// <summary>NIST's example of FIPS 180-4, and test case 2 of RFC 4231: by OpenSSL, and as where that is not.</summary>
    [Fact]
    public void Published_examples_hold_with_OpenSSL_and_without()
    {
        var (digests, codes) = (new byte[2][], new byte[2][]);
        for (var i = 0; i < 2; i++)
        {
            (digests[i], codes[i]) = (new byte[Sha256.Size], new byte[Sha256.Size]);
        }

        Sha256.Hash("abc"u8, digests[0]);
        Sha256.HashByFramework("abc"u8, digests[1]);
        Sha256.Hmac("Jefe"u8, "what do ya want for nothing?"u8, codes[0]);
        Sha256.HmacByFramework("Jefe"u8, "what do ya want for nothing?"u8, codes[1]);

        digests.Select(Convert.ToHexStringLower).ShouldAllBe(digest => digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        codes.Select(Convert.ToHexStringLower).ShouldAllBe(code => code == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

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
    public void Code_may_take_the_place_of_key_or_text_with_OpenSSL_and_without()
    {
        var expected = HMACSHA256.HashData(new byte[32], "text of thirty-two bytes exactly"u8);
        foreach (var coder in (Coder[])[Sha256.Hmac, Sha256.HmacByFramework])
        {
            var (key, text) = (new byte[32], "text of thirty-two bytes exactly"u8.ToArray());
            coder(key, text, text);
            coder(key, "text of thirty-two bytes exactly"u8, key);

            text.ShouldBe(expected);
            key.ShouldBe(expected);
        }
    }

    [Fact]
    public void More_room_than_a_digest_needs_stays_as_it_is()
    {
        var (digest, code) = (new byte[40], new byte[40]);

        Sha256.Hash("abc"u8, digest);
        Sha256.Hmac("key"u8, "abc"u8, code);

        digest.ShouldBe([.. SHA256.HashData("abc"u8), .. new byte[8]]);
        code.ShouldBe([.. HMACSHA256.HashData("key"u8, "abc"u8), .. new byte[8]]);
    }

    [Fact]
    public void Code_that_has_no_room_is_refused() => Should.Throw<ArgumentException>(() => Sha256.Hmac("key"u8, "abc"u8, new byte[31]));

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
