using Gateway.Signing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Signing;

public sealed class SignedHeaderNamesTests
{
    [Fact]
    public void As_many_names_are_taken_as_a_request_has_headers() => SignedHeaderNames.IsValid(Names(256), out _).ShouldBeTrue();

    [Theory]
    [InlineData(257)]
    [InlineData(15_000)]
    public void More_names_than_that_are_refused(int count)
    {
        SignedHeaderNames.IsValid(Names(count), out var problem).ShouldBeFalse();

        problem.ShouldBe("SignedHeaders must hold at most 256 names");
    }

    [Fact]
    public void Too_many_names_are_refused_before_they_are_compared()
    {
        SignedHeaderNames.IsValid("host;host;" + Names(256), out var problem).ShouldBeFalse();

        problem.ShouldContain("at most 256");
    }

    [Fact]
    public void Repeat_is_found_however_far_apart()
    {
        SignedHeaderNames.IsValid(Names(255) + ";a0", out var problem).ShouldBeFalse();

        problem.ShouldBe("'a0' stands twice in SignedHeaders");
    }

    [Fact]
    public void Name_that_begins_like_another_is_no_repeat() => SignedHeaderNames.IsValid("date;date-a;dat;a-date", out _).ShouldBeTrue();

    private static string Names(int count) => string.Join(';', Enumerable.Range(0, count).Select(i => $"a{i}"));
}
