using System.Security.Cryptography;
using Gateway.Sessions;
using Microsoft.AspNetCore.DataProtection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Sessions;

public sealed class SessionKeyProtectionTests
{
    private static readonly byte[] Message = [1, 2, 3, 4];

    [Fact]
    public void What_one_key_sealed_opens_after_a_new_key_came_first()
    {
        var sealedBytes = Provider(1).CreateProtector("x").Protect(Message);

        Provider(2, 1).CreateProtector("x").Unprotect(sealedBytes).ShouldBe(Message);
    }

    [Fact]
    public void What_was_sealed_with_a_key_that_is_gone_does_not_open()
    {
        var sealedBytes = Provider(1).CreateProtector("x").Protect(Message);

        Should.Throw<CryptographicException>(() => Provider(2).CreateProtector("x").Unprotect(sealedBytes));
    }

    [Fact]
    public void What_was_sealed_for_one_purpose_opens_for_no_other()
    {
        var sealedBytes = Provider(1).CreateProtector("ab", "c").Protect(Message);

        Should.Throw<CryptographicException>(() => Provider(1).CreateProtector("a", "bc").Unprotect(sealedBytes));
    }

    [Fact]
    public void No_byte_can_be_changed()
    {
        var protector = Provider(1).CreateProtector("x");
        var sealedBytes = protector.Protect(Message);

        for (var i = 0; i < sealedBytes.Length; i++)
        {
            var changed = sealedBytes.ToArray();
            changed[i] ^= 1;
            Should.Throw<CryptographicException>(() => protector.Unprotect(changed));
        }
    }

    [Fact]
    public void Without_keys_one_of_the_process_serves()
    {
        var protector = Provider().CreateProtector("x");

        protector.Unprotect(protector.Protect(Message)).ShouldBe(Message);
    }

    private static SessionKeyProtectionProvider Provider(params byte[] keys) => new(Keys.Of(keys));
}
