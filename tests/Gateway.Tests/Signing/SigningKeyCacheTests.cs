using Gateway.Signing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Signing;

public sealed class SigningKeyCacheTests
{
    private static readonly CredentialScope Scope = new("20261124", "eu-west-1", "s3");

    [Fact]
    public void Key_is_derived_once()
    {
        var cache = new SigningKeyCache();

        cache.Get("secret", Scope).ShouldBeSameAs(cache.Get("secret", Scope));
    }

    [Theory]
    [InlineData("secret2", "20261124", "eu-west-1", "s3")]
    [InlineData("secret", "20261125", "eu-west-1", "s3")]
    [InlineData("secret", "20261124", "eu-west-2", "s3")]
    [InlineData("secret", "20261124", "eu-west-1", "sqs")]
    public void Key_of_anything_else_is_another_one(string secret, string date, string region, string service)
    {
        var cache = new SigningKeyCache();

        Probe(cache.Get(secret, new CredentialScope(date, region, service))).ShouldNotBe(Probe(cache.Get("secret", Scope)));
    }

    [Fact]
    public void Secrets_that_end_alike_have_keys_of_their_own()
    {
        var cache = new SigningKeyCache();
        var end = new string('x', 100);

        Probe(cache.Get("a" + end, Scope)).ShouldNotBe(Probe(cache.Get("b" + end, Scope)));
    }

    [Fact]
    public void Cache_stays_within_its_capacity()
    {
        var cache = new SigningKeyCache(capacity: 10);

        for (var i = 0; i < 1000; i++)
        {
            cache.Get($"secret-{i}", Scope);
        }

        cache.Count.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public void Key_in_use_outlives_those_that_are_not()
    {
        var cache = new SigningKeyCache(capacity: 10);
        var used = cache.Get("used", Scope);

        for (var i = 0; i < 1000; i++)
        {
            cache.Get($"secret-{i}", Scope);
            cache.Get("used", Scope).ShouldBeSameAs(used);
        }
    }

    [Fact]
    public void Key_tells_nothing_as_text() => SigningKey.Derive("secret", Scope).ToString().ShouldBe("SigningKey");

    private static string Probe(SigningKey key)
    {
        var signature = new byte[32];
        key.Sign("probe"u8, signature);
        return Convert.ToHexStringLower(signature);
    }
}
