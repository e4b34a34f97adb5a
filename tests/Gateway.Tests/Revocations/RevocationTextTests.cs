using Gateway.Revocations;
using Gateway.Revocations.Sharing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Revocations;

public sealed class RevocationTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Targets => ["session", "subject", "grant", "before", "before of one"];

    [Theory]
    [MemberData(nameof(Targets))]
    public void What_is_written_is_read_again(string kind)
    {
        var target = kind switch
        {
            "session" => RevocationTarget.Session("https://id.example", "s \"1\""),
            "subject" => RevocationTarget.Subject("https://id.example", "é"),
            "grant" => RevocationTarget.Grant("by-arn:111122223333:Legacy"),
            "before" => RevocationTarget.Everything(null),
            _ => RevocationTarget.Everything("https://id.example"),
        };
        var revocation = new Revocation(target, Now.AddMilliseconds(7), Now.AddHours(12), "op");

        RevocationText.TryRead(RevocationText.Of(revocation), Now, out var read).ShouldBeTrue();

        read.ShouldBe(revocation);
    }

    [Theory]
    [InlineData("b7c1")]
    [InlineData("")]
    public void Whose_logout_it_is_is_read_again(string subject)
    {
        var revocation = new Revocation(RevocationTarget.Session("https://id.example", "s1"), Now, Now.AddHours(12), "b7c1", LogoutOf: subject);

        RevocationText.TryRead(RevocationText.Of(revocation), Now, out var read).ShouldBeTrue();

        read.ShouldBe(revocation);
    }

    [Fact]
    public void What_says_no_logout_is_an_operator_s()
    {
        RevocationText.TryRead("""{"k":"session","i":"https://id.example","v":"s1","at":1,"end":2,"by":"op"}""", Now, out var read).ShouldBeTrue();

        read.LogoutOf.ShouldBeNull();
    }

    [Theory]
    [InlineData(512, 512, 512, true)]
    [InlineData(513, 1, 1, false)]
    [InlineData(1, 513, 1, false)]
    [InlineData(1, 1, 513, false)]
    public void Over_long_values_are_not_read(int value, int by, int logoutOf, bool taken)
    {
        var text = RevocationText.Of(new Revocation(
            RevocationTarget.Session("https://id.example", new string('v', value)), Now, Now.AddHours(12), new string('b', by), LogoutOf: new string('o', logoutOf)));

        RevocationText.TryRead(text, Now, out _).ShouldBe(taken);
    }

    [Theory]
    [InlineData(2048, true)]
    [InlineData(2049, false)]
    public void An_over_long_issuer_is_not_read(int length, bool taken)
    {
        var text = RevocationText.Of(new Revocation(RevocationTarget.Everything(new string('i', length)), Now, Now.AddHours(12), "op"));

        RevocationText.TryRead(text, Now, out _).ShouldBe(taken);
    }

    [Fact]
    public void What_is_remembered_as_long_as_options_allow_by_a_clock_that_is_ahead_is_read()
    {
        var ahead = Now.AddMinutes(50);
        var revocation = new Revocation(RevocationTarget.Grant("g"), ahead, ahead.AddDays(30), "another replica");

        RevocationText.TryRead(RevocationText.Of(revocation), Now, out var read).ShouldBeTrue();

        read.ShouldBe(revocation);
    }

    // Each reading would move the end on, so that it came for ever nearer and never.
    [Fact]
    public void An_end_that_no_option_allows_is_not_read() =>
        RevocationText.TryRead(RevocationText.Of(new Revocation(RevocationTarget.Grant("g"), Now, Now.AddDays(31), "someone else")), Now, out _).ShouldBeFalse();

    [Fact]
    public void A_revocation_of_logins_to_come_is_not_read() =>
        RevocationText.TryRead(RevocationText.Of(new Revocation(RevocationTarget.Everything(null), Now.AddHours(2), Now.AddDays(1), "someone else")), Now, out _).ShouldBeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"k":"user","i":"","v":"x","at":1,"end":2,"by":"x"}""")]
    [InlineData("""{"k":"grant","v":"x","at":1,"end":2,"by":"x"}""")]
    [InlineData("""{"k":"grant","i":"","v":"x","at":1,"end":9223372036854775807,"by":"x"}""")]
    public void What_is_no_revocation_is_not_read(string text) => RevocationText.TryRead(text, Now, out _).ShouldBeFalse();
}
