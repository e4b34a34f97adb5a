using Gateway.Signing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Signing;

public sealed class SigningKeysTests
{
    private static readonly CredentialScope Scope = new("20261124", "eu-west-1", "s3");

    private readonly SigningSecret secret = "secret";

    [Fact]
    public void Signer_derives_a_key_once() => Sign(SignedExchange.Now).Key.ShouldBeSameAs(Sign(SignedExchange.Now.AddMinutes(1)).Key);

    [Fact]
    public void Next_day_has_another_key() => Sign(SignedExchange.Now).Key.ShouldNotBeSameAs(Sign(SignedExchange.Now.AddDays(1)).Key);

    [Theory]
    [InlineData("20261125", "eu-west-1", "s3")]
    [InlineData("20261124", "eu-west-2", "s3")]
    [InlineData("20261124", "eu-west-1", "sqs")]
    public void Key_of_another_scope_is_not_found(string date, string region, string service)
    {
        secret.KeyFor(Scope);

        secret.Keys.Find(new CredentialScope(date, region, service)).ShouldBeNull();
    }

    [Fact]
    public void Key_that_is_not_to_be_kept_is_not()
    {
        secret.KeyFor(Scope, out var isKnown);

        isKnown.ShouldBeFalse();
        secret.Keys.Count.ShouldBe(0);
    }

    [Fact]
    public void Keys_stay_few_whatever_scopes_are_signed_for()
    {
        for (var i = 0; i < 100; i++)
        {
            secret.KeyFor(Scope with { Service = $"service-{i}" });
        }

        secret.Keys.Count.ShouldBe(SigningKeys.Most);
        secret.Keys.Find(Scope with { Service = "service-99" }).ShouldNotBeNull();
    }

    [Fact]
    public void Key_that_is_kept_twice_takes_one_place()
    {
        secret.Keys.Keep(Scope, SigningKey.Derive("secret", Scope));
        secret.Keys.Keep(Scope, SigningKey.Derive("secret", Scope));

        secret.Keys.Count.ShouldBe(1);
    }

    [Fact]
    public void Nothing_is_told_as_text() =>
        new[] { $"{secret}", $"{secret.Keys}", $"{secret.KeyFor(Scope)}" }.ShouldBe(["SigningSecret", "SigningKeys", "SigningKey"]);

    private SignedRequestHeaders Sign(DateTimeOffset now) => new SigV4Signer().Sign(TestRequest.Get().Signed, new SigningParameters
    {
        Credentials = new SigningCredentials("AKID", secret, null),
        Region = Scope.Region,
        Service = Scope.Service,
        PayloadHash = PayloadHash.Empty,
        PathEncoding = PathEncoding.Once,
        Now = now,
    });
}
