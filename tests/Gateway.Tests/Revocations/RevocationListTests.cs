using Gateway.Identity;
using Gateway.Revocations;
using Gateway.Revocations.Sharing;
using Gateway.Tests.Policies;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Revocations;

public sealed class RevocationListTests
{
    private const string Issuer = "https://id.example.com/realms/example";

    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Now);

    [Fact]
    public void A_session_is_revoked_whenever_it_logged_in_and_no_other_is()
    {
        var list = List();
        list.Revoke(RevocationTarget.Session(Issuer + "/", "s1"), Now.AddHours(-1), "op");

        list.IsRevoked(Callers.Of("""{"sid":"s1","auth_time":1800000000}""")).ShouldBeTrue();
        list.IsRevoked(Callers.Of("""{"sid":"s2"}""")).ShouldBeFalse();
        list.IsRevoked(Callers.Of("""{"sid":"s1","iss":"https://other.example"}""")).ShouldBeFalse();
        list.IsRevoked(Callers.Of()).ShouldBeFalse();
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_subject_is_revoked_for_logins_up_to_the_moment(int seconds, bool revoked)
    {
        var list = List();
        list.Revoke(RevocationTarget.Subject(Issuer, "b7c1"), Now, "op");

        list.IsRevoked(LoggedIn(Now.AddSeconds(seconds))).ShouldBe(revoked);
        list.IsRevoked(Callers.Of("""{"sub":"another"}""")).ShouldBeFalse();
    }

    [Fact]
    public void A_refreshed_token_is_as_old_as_its_login()
    {
        var list = List();
        list.Revoke(RevocationTarget.Subject(Issuer, "b7c1"), Now, "op");

        list.IsRevoked(Callers.Of($$"""{"auth_time":{{Now.AddHours(-1).ToUnixTimeSeconds()}},"iat":{{Now.AddHours(1).ToUnixTimeSeconds()}}}""")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"iat":1800000000}""", false)]
    [InlineData("""{"iat":1800000000,"auth_time":0}""", false)]
    [InlineData("""{"iat":1700000000}""", true)]
    [InlineData("""{"iat":"1800000000"}""", true)]
    [InlineData("{}", true)]
    public void Without_a_login_time_the_token_s_own_counts_and_none_is_old(string claims, bool revoked)
    {
        var list = List();
        list.Revoke(RevocationTarget.Everything(null), Now, "op");

        list.IsRevoked(Callers.Of(claims)).ShouldBe(revoked);
    }

    [Fact]
    public void Everything_of_one_issuer_leaves_the_others_alone()
    {
        var list = List();
        list.Revoke(RevocationTarget.Everything(Issuer), Now, "op");

        list.IsRevoked(LoggedIn(Now)).ShouldBeTrue();
        list.IsRevoked(Callers.Of("""{"iss":"https://other.example"}""")).ShouldBeFalse();
    }

    [Fact]
    public void An_entry_lives_as_long_as_a_login_could()
    {
        var list = List();
        list.Revoke(RevocationTarget.Session(Issuer, "s1"), Now, "op");

        time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        list.IsRevoked(Callers.Of("""{"sid":"s1"}""")).ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(1));
        list.IsRevoked(Callers.Of("""{"sid":"s1"}""")).ShouldBeFalse();
        list.RemoveExpired();

        list.Count.ShouldBe(0);
    }

    [Fact]
    public void Merging_keeps_the_later_moment_and_the_later_end_in_any_order()
    {
        var target = RevocationTarget.Subject(Issuer, "b7c1");
        var early = new Revocation(target, Now, Now.AddHours(9), "one");
        var late = new Revocation(target, Now.AddHours(1), Now.AddHours(2), "two");
        var expected = late with { Expires = Now.AddHours(9) };

        early.Merge(late).ShouldBe(expected);
        late.Merge(early).ShouldBe(expected);
        expected.Merge(early).Merge(late).ShouldBe(expected);
    }

    [Fact]
    public void Only_what_was_revoked_here_is_told_of()
    {
        var list = List();
        var told = new List<Revocation>();
        list.Tell(told.Add);

        list.Merge(new Revocation(RevocationTarget.Session(Issuer, "elsewhere"), Now, Now.AddHours(1), "op"));
        var here = list.Revoke(RevocationTarget.Session(Issuer, "here"), Now, "op");

        told.ShouldBe([here]);
        list.IsRevoked(Callers.Of("""{"sid":"elsewhere"}""")).ShouldBeTrue();
    }

    [Fact]
    public void Over_the_bound_the_oldest_sessions_go_and_what_an_operator_said_of_many_stays()
    {
        var list = List(maxEntries: 1000);
        list.Revoke(RevocationTarget.Everything("https://other.example"), Now, "op");
        for (var i = 0; i < 1000; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            list.Revoke(RevocationTarget.Session(Issuer, $"s{i}"), Now, "op");
        }

        list.Count.ShouldBeInRange(900, 1000);
        list.IsRevoked(Callers.Of("""{"sid":"s0"}""")).ShouldBeFalse();
        list.IsRevoked(Callers.Of("""{"sid":"s999"}""")).ShouldBeTrue();
        list.IsRevoked(Callers.Of("""{"iss":"https://other.example","iat":1}""")).ShouldBeTrue();
    }

    [Fact]
    public void Whoever_logs_in_and_out_without_end_brings_back_nothing_that_an_operator_ended()
    {
        var list = List(maxEntries: 1000);
        list.Revoke(RevocationTarget.Session(Issuer, "stolen"), Now, "op");

        LogOutAgainAndAgain(list, "viewer", 1001);

        list.Count.ShouldBeInRange(900, 1000);
        list.IsRevoked(Callers.Of("""{"sid":"stolen"}""")).ShouldBeTrue();
    }

    [Fact]
    public void Whoever_logs_in_and_out_without_end_brings_back_own_sessions_alone()
    {
        var list = List(maxEntries: 1000);
        list.LogOut(Callers.Of("""{"sub":"another","sid":"another's"}"""));

        LogOutAgainAndAgain(list, "viewer", 1001);

        list.IsRevoked(Callers.Of("""{"sub":"another","sid":"another's"}""")).ShouldBeTrue();
        list.IsRevoked(Callers.Of("""{"sub":"viewer","sid":"viewer0"}""")).ShouldBeFalse();
        list.IsRevoked(Callers.Of("""{"sub":"viewer","sid":"viewer1000"}""")).ShouldBeTrue();
    }

    [Fact]
    public void Of_many_who_log_out_as_often_the_oldest_go()
    {
        var list = List(maxEntries: 1000);
        for (var i = 0; i <= 1000; i++)
        {
            LogOutAgainAndAgain(list, $"person{i}", 1);
        }

        list.IsRevoked(Callers.Of("""{"sub":"person0","sid":"person00"}""")).ShouldBeFalse();
        list.IsRevoked(Callers.Of("""{"sub":"person1000","sid":"person10000"}""")).ShouldBeTrue();
    }

    [Fact]
    public void That_all_logins_of_a_subject_ended_outlives_its_single_logouts()
    {
        var list = List(maxEntries: 1000);
        list.Revoke(RevocationTarget.Subject(Issuer, "viewer"), Now, "back-channel logout", logoutOf: "viewer");

        LogOutAgainAndAgain(list, "viewer", 1001);

        list.IsRevoked(Callers.Of($$"""{"sub":"viewer","auth_time":{{Now.ToUnixTimeSeconds()}}}""")).ShouldBeTrue();
    }

    [Fact]
    public void What_an_operator_ordered_stays_an_operator_s_after_a_logout_in_any_order()
    {
        var target = RevocationTarget.Session(Issuer, "s1");
        var ordered = new Revocation(target, Now, Now.AddHours(1), "op");
        var loggedOut = new Revocation(target, Now.AddSeconds(1), Now.AddHours(2), "back-channel logout", LogoutOf: "b7c1");

        ordered.Merge(loggedOut).LogoutOf.ShouldBeNull();
        loggedOut.Merge(ordered).LogoutOf.ShouldBeNull();
    }

    [Fact]
    public void A_long_name_is_shortened_to_what_replicas_take_from_each_other()
    {
        var revoked = List().Revoke(RevocationTarget.Grant("g"), Now, new string('x', 513), logoutOf: new string('y', 513));

        RevocationText.TryRead(RevocationText.Of(revoked), Now, out var read).ShouldBeTrue();
        read.ShouldBe(revoked);
    }

    [Fact]
    public void While_nothing_is_known_nobody_is_let_through()
    {
        var list = List();
        list.IsKnown = false;

        list.WhyRefused(Callers.Of())!.Reason.ShouldBe(TokenProblemReason.RevocationsUnknown);
    }

    private static Caller LoggedIn(DateTimeOffset at) => Callers.Of($$"""{"auth_time":{{at.ToUnixTimeSeconds()}}}""");

    [Fact]
    public void What_is_revoked_while_others_are_forgotten_is_taken_in()
    {
        var list = List(maxEntries: 1_000);

        Parallel.For(0, 50_000, i => list.Revoke(RevocationTarget.Session(Issuer, $"s{i}"), Now, "op"));
        // Whoever comes while another forgets goes on at once.
        list.Revoke(RevocationTarget.Session(Issuer, "the last"), Now, "op");

        list.Count.ShouldBeInRange(1, 10_000);
    }

    private void LogOutAgainAndAgain(RevocationList list, string subject, int times)
    {
        for (var i = 0; i < times; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            list.LogOut(Callers.Of($$"""{"sub":"{{subject}}","sid":"{{subject}}{{i}}"}"""));
        }
    }

    private RevocationList List(int maxEntries = 200_000) =>
        new(Options.Create(new RevocationOptions { MaxEntries = maxEntries }), time, NullLogger<RevocationList>.Instance);
}
