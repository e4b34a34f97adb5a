using Gateway.Assuming;
using Gateway.Limits;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Assuming;

/// <summary>The key of the sessions that are kept: nobody is given what was fetched for another.</summary>
public sealed class SessionIdTests
{
    private static readonly SessionId Id = Ask.Id();

    [Fact]
    public void Ids_of_two_issuers_are_two() => new SessionId(new CallerId("another", "demo"), Id.Session).Equals(Id).ShouldBeFalse();

    [Fact]
    public void Ids_of_two_subjects_are_two() => new SessionId(new CallerId("issuer", "another"), Id.Session).Equals(Id).ShouldBeFalse();

    /// <summary>The external id is no part of the hash, so that the sessions themselves are compared.</summary>
    [Fact]
    public void Ids_of_two_sessions_are_two() => new SessionId(new CallerId("issuer", "demo"), Id.Session with { ExternalId = "x-1" }).Equals(Id).ShouldBeFalse();

    [Fact]
    public void Ids_whose_parts_are_the_same_are_one() => new SessionId(new CallerId("issuer", "demo"), Id.Session with { Tags = [] }).Equals(Id).ShouldBeTrue();
}
