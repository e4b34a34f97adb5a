using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Gateway.Policies.Conditions;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Policies;

public sealed class LikePatternTests
{
    [Property]
    public Property A_pattern_matches_what_the_same_regular_expression_does()
    {
        var pattern = Text("ab*?");
        var value = Text("ab");
        return Prop.ForAll(pattern, value, (p, v) =>
        {
            var regex = "^" + Regex.Escape(p).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$";
            return new LikePattern(p).Matches(v) == Regex.IsMatch(v, regex, RegexOptions.Singleline | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(5));
        });
    }

    [Fact]
    public void A_hostile_value_costs_no_more_than_its_length_times_the_patterns()
    {
        // Exponential in a backtracking matcher: it would not end.
        var pattern = new LikePattern(string.Concat(Enumerable.Repeat("*a", 127)) + "b");

        pattern.Matches(new string('a', 16_384)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("?", "\U0001F600", true)]
    [InlineData("??", "\U0001F600", false)]
    [InlineData("a?c", "a\U0001F600c", true)]
    [InlineData("*?", "\U0001F600", true)]
    [InlineData("*??", "\U0001F600", false)]
    [InlineData("*?b", "\U0001F600\U0001F601b", true)]
    [InlineData("\U0001F600*", "\U0001F600\U0001F601", true)]
    [InlineData("?", "\u00E9", true)]
    public void A_character_beyond_16_bits_is_one(string pattern, string value, bool matches) => new LikePattern(pattern).Matches(value).ShouldBe(matches);

    private static Arbitrary<string> Text(string characters) =>
        Gen.Elements(characters.ToCharArray()).ListOf().Select(c => string.Concat(c)).ToArbitrary();
}
