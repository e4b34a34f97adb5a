using System.Collections.Concurrent;
using Shouldly;
using Xunit;

namespace Gateway.Tests;

public sealed class TrimmerTests
{
    private const int Most = 20;

    private readonly Trimmer trimmer = new();

    [Fact]
    public void Nothing_goes_while_there_is_room()
    {
        var entries = Entries(Most);

        Trim(entries).ShouldBe(0);

        entries.Count.ShouldBe(Most);
    }

    [Fact]
    public void What_sorts_first_goes_until_a_tenth_is_free()
    {
        var entries = Entries(Most + 1);

        Trim(entries).ShouldBe(3);

        entries.Keys.Order().ShouldBe(Enumerable.Range(4, 18));
    }

    [Fact]
    public void Nothing_of_use_goes_where_room_enough_is_made_without_it()
    {
        var entries = Entries(Most + 1);

        Trim(entries, () => entries.TryRemove(Most, out _)).ShouldBe(0);

        entries.Count.ShouldBe(Most);
    }

    [Fact]
    public void Who_finds_another_at_it_goes_on()
    {
        var entries = Entries(Most + 1);
        var second = -1;

        Trim(entries, () => second = Trim(entries));

        second.ShouldBe(0);
    }

    [Fact]
    public void After_a_failure_the_next_one_trims()
    {
        var entries = Entries(Most + 1);
        Should.Throw<InvalidOperationException>(() => Trim(entries, () => throw new InvalidOperationException()));

        Trim(entries).ShouldBe(3);
    }

    private static ConcurrentDictionary<int, string> Entries(int count) => new(Enumerable.Range(1, count).Select(i => KeyValuePair.Create(i, "")));

    private int Trim(ConcurrentDictionary<int, string> entries, Action? removeUseless = null) =>
        trimmer.Trim(entries, Most, all => all.OrderBy(entry => entry.Key), entry => entries.TryRemove(entry), removeUseless);
}
