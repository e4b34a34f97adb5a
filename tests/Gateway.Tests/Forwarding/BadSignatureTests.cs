using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>A signature that is wrong in one single component is refused, each with its code, and nothing goes out.</summary>
public sealed class BadSignatureTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string Mismatch = "The request signature we calculated does not match the signature you provided. Check your secret access key and signing method.";

    private TestGateway Gateway => shared.Gateway;

    [Theory]
    [InlineData("method", 403, "SignatureDoesNotMatch", Mismatch)]
    [InlineData("path", 403, "SignatureDoesNotMatch", Mismatch)]
    [InlineData("query", 403, "SignatureDoesNotMatch", Mismatch)]
    [InlineData("signed header", 403, "SignatureDoesNotMatch", Mismatch)]
    [InlineData("missing signed header", 403, "SignatureDoesNotMatch", "The header 'x-amz-meta-x' is in SignedHeaders, but not in the request.")]
    [InlineData("host", 403, "SignatureDoesNotMatch", Mismatch)]
    [InlineData("date", 403, "SignatureDoesNotMatch", Mismatch)]
    [InlineData("payload hash", 403, "SignatureDoesNotMatch", Mismatch)]
    [InlineData("signature", 403, "SignatureDoesNotMatch", Mismatch)]
    [InlineData("scope region", 403, "SignatureDoesNotMatch", Mismatch)]
    [InlineData("scope date", 400, "AuthorizationHeaderMalformed", "The date of the credential scope does not match the date of the request")]
    [InlineData("access key id", 403, "InvalidAccessKeyId", "The access key id does not belong to the session token")]
    [InlineData("secret", 403, "SignatureDoesNotMatch", Mismatch)]
    [InlineData("session token", 400, "InvalidToken", "The session token was not issued by this gateway")]
    [InlineData("no session token", 403, "InvalidAccessKeyId", "The request is signed with keys that this gateway does not know.")]
    [InlineData("scope end", 400, "AuthorizationHeaderMalformed", "the credential must end with aws4_request")]
    [InlineData("two signatures", 400, "AuthorizationHeaderMalformed", "it must have Credential, SignedHeaders and Signature, each once")]
    [InlineData("SigV4a", 400, "InvalidRequest", "signed with SigV4a (AWS4-ECDSA-P256-SHA256), which is not supported")]
    [InlineData("SigV2", 400, "InvalidRequest", "signed with Signature Version 2")]
    public async Task A_signature_wrong_in_one_component_is_refused(string component, int status, string code, string words)
    {
        var before = Gateway.Aws.RequestCount;
        var keys = await ClientKeys.MintAsync(Gateway);
        keys = component == "secret" ? keys with { Secret = keys.Secret[..^1] + (keys.Secret[^1] == 'A' ? 'B' : 'A') } : keys;
        using var request = new SignedRequest { Path = "/orders/one", Query = "a=1", Headers = { ["x-amz-meta-x"] = "1" } }.Sign(Gateway.Url, keys);

        Break(request, component);
        var answer = await Gateway.Client.SendAsync(request);

        var body = await answer.Content.ReadAsStringAsync();
        body.ShouldContain($"<Code>{code}</Code>");
        ((int)answer.StatusCode).ShouldBe(status);
        body.ShouldContain(words);
        body.ShouldContain(answer.Headers.GetValues("x-amz-request-id").Single());
        Gateway.Aws.RequestCount.ShouldBe(before);
    }

    private void Break(HttpRequestMessage request, string component)
    {
        switch (component)
        {
            case "method":
                request.Method = HttpMethod.Delete;
                break;
            case "path":
                request.RequestUri = new Uri(Gateway.Url + "/orders/two?a=1");
                break;
            case "query":
                request.RequestUri = new Uri(Gateway.Url + "/orders/one?a=2");
                break;
            case "signed header":
                Replace(request, "x-amz-meta-x", _ => "2");
                break;
            case "missing signed header":
                request.Headers.Remove("x-amz-meta-x");
                break;
            case "host":
                request.Headers.Host = "localhost:1";
                break;
            case "date":
                Replace(request, "X-Amz-Date", date => date[..^2] + (date[^2] == '0' ? "1Z" : "0Z"));
                break;
            case "payload hash":
                Replace(request, "X-Amz-Content-Sha256", hash => new string('0', hash.Length));
                break;
            case "signature":
                Replace(request, "Authorization", value => value[..^1] + (value[^1] == '0' ? '1' : '0'));
                break;
            case "scope region":
                Replace(request, "Authorization", value => value.Replace("/eu-west-1/", "/eu-west-2/", StringComparison.Ordinal));
                break;
            case "scope date":
                Replace(request, "Authorization", value => System.Text.RegularExpressions.Regex.Replace(value, @"/\d{8}/", "/20200101/", default, TimeSpan.FromSeconds(1)));
                break;
            case "scope end":
                Replace(request, "Authorization", value => value.Replace("aws4_request", "aws5_request", StringComparison.Ordinal));
                break;
            case "access key id":
                Replace(request, "Authorization", value => value.Replace("Credential=GWAY", "Credential=GWAX", StringComparison.Ordinal));
                break;
            case "session token":
                Replace(request, "X-Amz-Security-Token", token => token[..20] + (token[20] == 'A' ? 'B' : 'A') + token[21..]);
                break;
            case "no session token":
                request.Headers.Remove("X-Amz-Security-Token");
                break;
            case "two signatures":
                request.Headers.TryAddWithoutValidation("Authorization", request.Headers.NonValidated["Authorization"].ToString());
                break;
            case "SigV4a":
                Replace(request, "Authorization", value => value.Replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256", StringComparison.Ordinal));
                break;
            case "SigV2":
                Replace(request, "Authorization", _ => "AWS AKIAIOSFODNN7EXAMPLE:frJIUN8DYpKDtOLCwo//yllqDzg=");
                break;
        }
    }

    private static void Replace(HttpRequestMessage request, string name, Func<string, string> change)
    {
        var value = request.Headers.NonValidated[name].ToString();
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, change(value));
    }
}
