using Gateway.Signing;
using Shouldly;
using Xunit;

namespace Gateway.Tests;

public sealed class BoundedCacheTests
{
    private static readonly CredentialScope Scope = new("20261124", "eu-west-1", "s3");
    private static readonly SigningKey Key = SigningKey.Derive("secret", Scope);

    [Fact]
    public void Key_that_was_added_is_found()
    {
        var keys = new BoundedCache<SigningKeyId, SigningKey>(10);
        keys.Add(SigningKeyId.Of("secret", Scope), Key);

        keys.TryGet(SigningKeyId.Of("secret", Scope), out var found).ShouldBeTrue();

        found.ShouldBeSameAs(Key);
    }

    [Theory]
    [InlineData("secret2", "20261124", "eu-west-1", "s3")]
    [InlineData("secret", "20261125", "eu-west-1", "s3")]
    [InlineData("secret", "20261124", "eu-west-2", "s3")]
    [InlineData("secret", "20261124", "eu-west-1", "sqs")]
    public void Key_of_anything_else_is_not_found(string secret, string date, string region, string service)
    {
        var keys = new BoundedCache<SigningKeyId, SigningKey>(10);
        keys.Add(SigningKeyId.Of("secret", Scope), Key);

        keys.TryGet(SigningKeyId.Of(secret, new CredentialScope(date, region, service)), out _).ShouldBeFalse();
    }

    [Fact]
    public void Cache_stays_within_its_capacity()
    {
        var keys = new BoundedCache<SigningKeyId, SigningKey>(10);

        for (var i = 0; i < 1000; i++)
        {
            keys.Add(SigningKeyId.Of($"secret-{i}", Scope), Key);
        }

        keys.Count.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public void Key_in_use_outlives_those_that_are_not()
    {
        var keys = new BoundedCache<SigningKeyId, SigningKey>(10);
        keys.Add(SigningKeyId.Of("used", Scope), Key);

        for (var i = 0; i < 1000; i++)
        {
            keys.Add(SigningKeyId.Of($"secret-{i}", Scope), Key);
            keys.TryGet(SigningKeyId.Of("used", Scope), out _).ShouldBeTrue();
        }
    }

    [Fact]
    public void Key_that_was_removed_is_not_found()
    {
        var keys = new BoundedCache<SigningKeyId, SigningKey>(10);
        keys.Add(SigningKeyId.Of("secret", Scope), Key);

        keys.Remove(SigningKeyId.Of("secret", Scope));

        keys.TryGet(SigningKeyId.Of("secret", Scope), out _).ShouldBeFalse();
        keys.Count.ShouldBe(0);
    }

    [Fact]
    public void Heavy_entries_count_for_several()
    {
        var texts = new BoundedCache<int, string>(100, text => text.Length);

        for (var i = 0; i < 1000; i++)
        {
            texts.Add(i, "seven..");
        }

        texts.Count.ShouldBeInRange(50 / 7, 100 / 7);
    }

    [Fact]
    public void An_entry_that_weighs_more_than_all_may_is_found_until_another_comes()
    {
        var texts = new BoundedCache<int, string>(10, text => text.Length);
        texts.Add(1, "twelve chars");
        texts.TryGet(1, out _).ShouldBeTrue();

        texts.Add(2, "x");
        texts.Add(3, "twelve chars");

        texts.TryGet(1, out _).ShouldBeFalse();
    }

    [Fact]
    public void What_replaces_an_entry_counts_in_its_place()
    {
        var texts = new BoundedCache<int, string>(20, text => text.Length);

        for (var i = 0; i < 100; i++)
        {
            texts.Add(1, i % 2 == 0 ? "seven.." : "x");
            texts.Add(2, "xx");
        }

        texts.Count.ShouldBe(2);
    }

    [Fact]
    public void What_is_added_last_under_a_key_is_found()
    {
        var keys = new BoundedCache<string, string>(10);
        keys.Add("key", "first");
        keys.Add("key", "second");

        keys.TryGet("key", out var found).ShouldBeTrue();

        found.ShouldBe("second");
    }
}
