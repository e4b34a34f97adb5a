using Gateway.Portal;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Portal;

public sealed class ReturnPathTests
{
    private const int Longest = 4096;

    [Theory]
    [InlineData("/")]
    [InlineData("/why?a=b")]
    [InlineData("/console?role=orders-reader&destination=%2Fs3%2Fhome")]
    public void A_page_of_the_portal_is_returned_to(string path) => ReturnPath.Of(path).Value.ShouldBe(path);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/Why")]
    [InlineData("/why/")]
    [InlineData("/why?a b")]
    [InlineData("/why?a\nb")]
    [InlineData("/why?a\u007f")]
    [InlineData("/why?\u00e9")]
    [InlineData("/\\evil.example")]
    public void Anything_else_leads_home(string? path) => ReturnPath.Of(path).Value.ShouldBe("/");

    [Theory]
    [InlineData(Longest, true)]
    [InlineData(Longest + 1, false)]
    public void A_page_with_too_long_a_query_leads_home(int length, bool isTaken) => (ReturnPath.Of("/why?".PadRight(length, 'a')).Value.Length == length).ShouldBe(isTaken);
}
