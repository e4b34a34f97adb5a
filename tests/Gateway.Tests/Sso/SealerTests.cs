using System.Security.Cryptography;
using Gateway.Sso.Sealing;
using Gateway.Tests.Sessions;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Sso;

public sealed class SealerTests
{
    private static readonly SsoToken Token = new("access", "refresh");

    [Fact]
    public void What_one_replica_seals_another_with_the_same_key_opens()
    {
        Of(1).TryOpen<SsoToken>(Of(1).Seal(Token), out var opened).ShouldBeTrue();

        opened.ShouldBe(Token);
    }

    [Fact]
    public void An_older_key_still_opens()
    {
        Of(2, 1).TryOpen<SsoToken>(Of(1).Seal(Token), out _).ShouldBeTrue();
    }

    [Fact]
    public void Another_key_opens_nothing()
    {
        Of(2).TryOpen<SsoToken>(Of(1).Seal(Token), out _).ShouldBeFalse();
    }

    [Fact]
    public void What_was_sealed_for_one_purpose_is_nothing_to_another()
    {
        var request = Of(1).Seal(new DeviceRequest("c", "a", "n", default, default, "v"));

        Of(1).TryOpen<DeviceCode>(request, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_changed_character_anywhere_spoils_it()
    {
        var text = Of(1).Seal(Token);
        for (var i = 0; i < text.Length; i++)
        {
            var changed = text[..i] + (text[i] == 'A' ? 'Q' : 'A') + text[(i + 1)..];

            Of(1).TryOpen<SsoToken>(changed, out _).ShouldBeFalse($"character {i}");
        }
    }

    [Theory]
    [InlineData(20 * 1024, true)]
    [InlineData(40 * 1024, false)]
    public void What_is_longer_than_a_client_carries_is_not_opened(int bytes, bool isOpened)
    {
        var incompressible = Convert.ToHexString(RandomNumberGenerator.GetBytes(bytes));

        Of(1).TryOpen<SsoToken>(Of(1).Seal(new SsoToken(incompressible, null)), out _).ShouldBe(isOpened);
    }

    private static Sealer Of(params byte[] keys) => new(Keys.Of(keys));
}
