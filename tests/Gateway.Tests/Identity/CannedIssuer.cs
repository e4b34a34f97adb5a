using Gateway.Sandbox.Keycloak;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Gateway.Tests.Identity;

/// <summary>An issuer of canned documents: true ones until it is told to lie.</summary>
internal sealed class CannedIssuer : IDisposable
{
    private readonly WireMockServer server = WireMockServer.Start();
    private readonly RealmKeys keys;

    /// <summary>An issuer that publishes these keys.</summary>
    public CannedIssuer(RealmKeys keys)
    {
        this.keys = keys;
        TellTheTruth();
    }

    public string Authority => server.Url + "/realms/canned";

    public void TellTheTruth()
    {
        server.ResetMappings();
        Discovery(Json(Document(Authority, Authority + "/certs")));
        Jwks(Json(keys.ToJwks().ToJsonString()));
    }

    /// <summary>From now on one of the documents is wrong.</summary>
    public void Lie(string how)
    {
        switch (how)
        {
            case "discovery is a page":
                Discovery(Page);
                break;
            case "discovery is missing":
                Discovery(Response.Create().WithStatusCode(404));
                break;
            case "discovery names another issuer":
                Discovery(Json(Document(Authority + "-other", Authority + "/certs")));
                break;
            case "discovery names a long issuer":
                Discovery(Json(Document(new string('a', 100_000), Authority + "/certs")));
                break;
            case "discovery names no issuer":
                Discovery(Json($$"""{"jwks_uri":"{{Authority}}/certs"}"""));
                break;
            case "discovery sends elsewhere":
                Discovery(Response.Create().WithStatusCode(302).WithHeader("Location", Authority + "/certs"));
                break;
            case "keys are on a host without https":
                Discovery(Json(Document(Authority, "http://keys.example/certs")));
                break;
            case "keys are a page":
                Jwks(Page);
                break;
            case "keys are a text":
                Jwks(Json($$"""{"keys":"{{new string('k', 100_000)}}\n"}"""));
                break;
            case "keys are none":
                Jwks(Json("""{"keys":[]}"""));
                break;
            case "keys are symmetric":
                Jwks(Json("""{"keys":[{"kty":"oct","kid":"k","use":"sig","alg":"HS256","k":"c2VjcmV0"}]}"""));
                break;
            case "keys are over 1 MiB":
                Jwks(Json("{\"keys\":[]" + new string(' ', 1024 * 1024) + "}"));
                break;
            case "keys fail":
                Jwks(Response.Create().WithStatusCode(500));
                break;
            case "keys are garbage":
                Jwks(Response.Create().WithFault(FaultType.MALFORMED_RESPONSE_CHUNK));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(how), how, "no such lie");
        }
    }

    /// <summary>Publishes these keys, in this order.</summary>
    public void Publish(params RealmKey[] published) => Jwks(Json($$"""{"keys":[{{string.Join(',', published.Select(key => key.ToJwk().ToJsonString()))}}]}"""));

    /// <summary>Publishes another key under the id of the true one.</summary>
    public void SwapKey()
    {
        using var other = new RealmKey(id: keys.Active.Id);
        Jwks(Json($$"""{"keys":[{{other.ToJwk().ToJsonString()}}]}"""));
    }

    public void Dispose() => server.Dispose();

    private static IResponseBuilder Page => Response.Create().WithHeader("Content-Type", "text/html").WithBody("<html>We are sorry...\n" + new string(' ', 100_000) + "</html>");

    private static IResponseBuilder Json(string text) => Response.Create().WithHeader("Content-Type", "application/json").WithBody(text);

    private static string Document(string issuer, string jwks) => $$"""{"issuer":"{{issuer}}","jwks_uri":"{{jwks}}"}""";

    private void Discovery(IResponseBuilder answer) => Answer("/realms/canned/.well-known/openid-configuration", answer);

    private void Jwks(IResponseBuilder answer) => Answer("/realms/canned/certs", answer);

    // WireMock takes the newest of several mappings for one path.
    private void Answer(string path, IResponseBuilder answer) => server.Given(Request.Create().WithPath(path).UsingGet()).RespondWith(answer);
}
