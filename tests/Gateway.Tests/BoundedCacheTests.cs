using Shouldly;
using Xunit;

namespace Gateway.Tests;

public sealed class BoundedCacheTests
{
    private readonly BoundedCache<string, string> texts = new(10);

    [Fact]
    public void Entry_that_was_added_is_found()
    {
        texts.Add("key", "text");

        texts.TryGet("key", out var found).ShouldBeTrue();

        found.ShouldBe("text");
    }

    [Fact]
    public void Entry_of_another_key_is_not_found()
    {
        texts.Add("key", "text");

        texts.TryGet("Key", out _).ShouldBeFalse();
    }

    [Fact]
    public void Cache_stays_within_its_capacity()
    {
        for (var i = 0; i < 1000; i++)
        {
            texts.Add($"key-{i}", "text");
        }

        texts.Count.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public void Entry_in_use_outlives_those_that_are_not()
    {
        texts.Add("used", "text");

        for (var i = 0; i < 1000; i++)
        {
            texts.Add($"key-{i}", "text");
            texts.TryGet("used", out _).ShouldBeTrue();
        }
    }

    [Fact]
    public void Entry_that_was_removed_is_not_found()
    {
        texts.Add("key", "text");

        texts.Remove("key");

        texts.TryGet("key", out _).ShouldBeFalse();
        texts.Count.ShouldBe(0);
    }

    [Fact]
    public void Heavy_entries_count_for_several()
    {
        var weighed = new BoundedCache<int, string>(100, text => text.Length);

        for (var i = 0; i < 1000; i++)
        {
            weighed.Add(i, "seven..");
        }

        weighed.Count.ShouldBeInRange(50 / 7, 100 / 7);
    }

    [Fact]
    public void An_entry_that_weighs_more_than_all_may_is_found_until_another_comes()
    {
        var weighed = new BoundedCache<int, string>(10, text => text.Length);
        weighed.Add(1, "twelve chars");
        weighed.TryGet(1, out _).ShouldBeTrue();

        weighed.Add(2, "x");
        weighed.Add(3, "twelve chars");

        weighed.TryGet(1, out _).ShouldBeFalse();
    }

    [Fact]
    public void What_replaces_an_entry_counts_in_its_place()
    {
        var weighed = new BoundedCache<int, string>(20, text => text.Length);

        for (var i = 0; i < 100; i++)
        {
            weighed.Add(1, i % 2 == 0 ? "seven.." : "x");
            weighed.Add(2, "xx");
        }

        weighed.Count.ShouldBe(2);
    }

    [Fact]
    public void What_is_added_last_under_a_key_is_found()
    {
        texts.Add("key", "first");
        texts.Add("key", "second");

        texts.TryGet("key", out var found).ShouldBeTrue();

        found.ShouldBe("second");
    }
}
