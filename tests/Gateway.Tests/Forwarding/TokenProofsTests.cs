using Gateway.Forwarding.Proofs;
using Gateway.Identity;
using Gateway.Tests.Policies;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

public sealed class TokenProofsTests
{
    private readonly TokenProofs proofs = new(Options.Create(new IdentityOptions { MaxVerifiedTokens = 100 }));
    private readonly TokenVerification token = Verified("token");

    [Fact]
    public void Proof_of_the_role_that_a_token_was_last_used_for_is_kept() => proofs.Of(token, "reader").ShouldBeSameAs(proofs.Of(token, "reader"));

    [Fact]
    public void Another_role_has_another_proof_and_the_same_keys()
    {
        var reader = proofs.Of(token, "reader");
        var writer = proofs.Of(token, "writer");

        writer.Role.ShouldBe("writer");
        writer.Keys.ShouldBeSameAs(reader.Keys);
    }

    [Fact]
    public void Another_token_has_keys_of_its_own() => proofs.Of(Verified("other"), "reader").Keys.ShouldNotBeSameAs(proofs.Of(token, "reader").Keys);

    [Fact]
    public void Token_that_was_verified_anew_is_proven_anew()
    {
        var before = proofs.Of(token, "reader");

        var after = proofs.Of(Verified("token"), "reader");

        after.ShouldNotBeSameAs(before);
        after.Keys.ShouldNotBeSameAs(before.Keys);
    }

    /// <summary>It is a client's to choose, and would be kept.</summary>
    [Fact]
    public void Name_that_is_longer_than_any_role_s_is_not_kept()
    {
        var name = new string('a', 701);

        proofs.Of(token, name).ShouldNotBeSameAs(proofs.Of(token, name));
    }

    private static TokenVerification Verified(string token) => TokenVerification.Of(Callers.Of(), TokenHash.Of(token));
}
