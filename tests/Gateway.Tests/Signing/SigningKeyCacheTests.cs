using Gateway.Signing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Signing;

public sealed class SigningKeyCacheTests
{
    private static readonly CredentialScope Scope = new("20261124", "eu-west-1", "s3");

    [Fact]
    public void Signer_derives_a_key_once()
    {
        var signer = new SigV4Signer(new SigningKeyCache());

        Sign(signer, "secret").Key.ShouldBeSameAs(Sign(signer, "secret").Key);
    }

    [Fact]
    public void Clients_keys_do_not_drive_ours_out()
    {
        var cache = new SigningKeyCache(capacity: 10);
        var signer = new SigV4Signer(cache);
        var ours = Sign(signer, "secret").Key;

        for (var i = 0; i < 1000; i++)
        {
            cache.Clients.Add(SigningKeyId.Of($"secret-{i}", Scope), ours);
        }

        Sign(signer, "secret").Key.ShouldBeSameAs(ours);
    }

    [Fact]
    public void Our_keys_do_not_drive_the_clients_out()
    {
        var cache = new SigningKeyCache(capacity: 10);
        var signer = new SigV4Signer(cache);
        cache.Clients.Add(SigningKeyId.Of("client", Scope), SigningKey.Derive("client", Scope));

        for (var i = 0; i < 1000; i++)
        {
            _ = Sign(signer, $"secret-{i}");
        }

        cache.Clients.TryGet(SigningKeyId.Of("client", Scope), out _).ShouldBeTrue();
    }

    [Fact]
    public void Key_tells_nothing_as_text() => SigningKey.Derive("secret", Scope).ToString().ShouldBe("SigningKey");

    [Fact]
    public void Id_tells_nothing_as_text() => SigningKeyId.Of("secret", Scope).ToString().ShouldBe("SigningKeyId");

    private static SignedRequestHeaders Sign(SigV4Signer signer, string secret) => signer.Sign(TestRequest.Get().Signed, new SigningParameters
    {
        Credentials = new SigningCredentials("AKID", secret, null),
        Region = Scope.Region,
        Service = Scope.Service,
        PayloadHash = PayloadHash.Empty,
        PathEncoding = PathEncoding.Once,
        Now = SignedExchange.Now,
    });
}
