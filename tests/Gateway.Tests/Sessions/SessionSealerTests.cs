using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Sessions;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Sessions;

public sealed class SessionSealerTests
{
    private const byte Old = 1;
    private const byte New = 2;

    private static SessionContent Content => new()
    {
        RoleId = "orders-reader",
        Expires = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000),
        SessionPolicy = "{}",
        Claims = JsonDocument.Parse("""{"sub":"s","iss":"i","name":"Zoë"}""").RootElement,
    };

    [Fact]
    public void What_was_sealed_is_opened_by_any_gateway_with_the_key()
    {
        var minted = Sealer(Old).Mint(Content);

        Sealer(Old).TryOpen(minted.SessionToken, out var session).ShouldBeTrue();

        session.ShouldNotBeNull();
        session.AccessKeyId.ShouldBe(minted.AccessKeyId);
        session.SecretAccessKey.ShouldBe(minted.SecretAccessKey);
        session.Content.RoleId.ShouldBe(Content.RoleId);
        session.Content.Expires.ShouldBe(Content.Expires);
        session.Content.SessionPolicy.ShouldBe(Content.SessionPolicy);
        session.Content.Claims.GetRawText().ShouldBe(Content.Claims.GetRawText());
    }

    [Fact]
    public void The_first_key_seals_and_every_key_opens()
    {
        var before = Sealer(Old).Mint(Content).SessionToken;
        var after = Sealer(New, Old).Mint(Content).SessionToken;

        Sealer(New, Old).TryOpen(before, out _).ShouldBeTrue();
        Sealer(New).TryOpen(after, out _).ShouldBeTrue();
    }

    [Fact]
    public void A_key_taken_out_opens_nothing_any_more()
    {
        var token = Sealer(Old).Mint(Content).SessionToken;

        Sealer(New).TryOpen(token, out _).ShouldBeFalse();
    }

    [Fact]
    public void No_single_changed_character_goes_unnoticed()
    {
        var sealer = Sealer(Old);
        var token = sealer.Mint(Content).SessionToken;

        for (var i = 0; i < token.Length; i++)
        {
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            // The last character may carry bits that belong to no byte.
            (sealer.TryOpen(changed, out var session) && i < token.Length - 1).ShouldBeFalse($"position {i} opened {session}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("GW1.")]
    [InlineData("GW1.AAAA")]
    [InlineData("GW1.=====")]
    [InlineData("GW1.%%%%")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public void What_is_no_session_token_is_not_opened(string token) => Sealer(Old).TryOpen(token, out _).ShouldBeFalse();

    [Fact]
    public void No_two_credentials_are_alike_though_they_stand_for_the_same()
    {
        var sealer = Sealer(Old);

        var (one, two) = (sealer.Mint(Content), sealer.Mint(Content));

        one.AccessKeyId.ShouldNotBe(two.AccessKeyId);
        one.SecretAccessKey.ShouldNotBe(two.SecretAccessKey);
        one.SessionToken.ShouldNotBe(two.SessionToken);
    }

    [Fact]
    public void An_access_key_id_looks_like_one_and_its_secret_is_not_in_the_token()
    {
        var minted = Sealer(Old).Mint(Content);

        minted.AccessKeyId.ShouldMatch("^GWAY[A-Z2-7]{16}$");
        minted.SecretAccessKey.Length.ShouldBe(40);
        minted.ToString().ShouldNotContain(minted.SecretAccessKey);
        minted.ToString().ShouldNotContain(minted.SessionToken);
    }

    /// <summary>Longer than any that is minted of a token of 16 KiB.</summary>
    [Theory]
    [InlineData(30 * 1024, true)]
    [InlineData(70 * 1024, false)]
    public void What_is_longer_than_a_session_token_can_be_is_not_opened(int bytes, bool isOpened)
    {
        var incompressible = Convert.ToHexString(RandomNumberGenerator.GetBytes(bytes));
        var minted = Sealer(Old).Mint(Content with { Claims = JsonSerializer.SerializeToElement(incompressible) });

        Sealer(Old).TryOpen(minted.SessionToken, out _).ShouldBe(isOpened);
    }

    private static SessionSealer Sealer(params byte[] keys) => new(Keys.Of(keys));
}
