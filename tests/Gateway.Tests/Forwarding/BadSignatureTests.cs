using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>A signature that is wrong in one single component is refused, each with its code, and nothing goes out.</summary>
public sealed class BadSignatureTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private TestGateway Gateway => shared.Gateway;

    [Theory]
    [InlineData("method", "SignatureDoesNotMatch")]
    [InlineData("path", "SignatureDoesNotMatch")]
    [InlineData("query", "SignatureDoesNotMatch")]
    [InlineData("signed header", "SignatureDoesNotMatch")]
    [InlineData("missing signed header", "SignatureDoesNotMatch")]
    [InlineData("host", "SignatureDoesNotMatch")]
    [InlineData("date", "SignatureDoesNotMatch")]
    [InlineData("payload hash", "SignatureDoesNotMatch")]
    [InlineData("signature", "SignatureDoesNotMatch")]
    [InlineData("scope region", "SignatureDoesNotMatch")]
    [InlineData("scope date", "AuthorizationHeaderMalformed")]
    [InlineData("access key id", "InvalidAccessKeyId")]
    [InlineData("secret", "SignatureDoesNotMatch")]
    [InlineData("session token", "InvalidToken")]
    [InlineData("no session token", "InvalidAccessKeyId")]
    [InlineData("scope end", "AuthorizationHeaderMalformed")]
    [InlineData("two signatures", "AuthorizationHeaderMalformed")]
    [InlineData("SigV4a", "InvalidRequest")]
    [InlineData("SigV2", "InvalidRequest")]
    public async Task A_signature_wrong_in_one_component_is_refused(string component, string code)
    {
        var before = Gateway.Aws.RequestCount;
        var keys = await ClientKeys.MintAsync(Gateway);
        keys = component == "secret" ? keys with { Secret = keys.Secret[..^1] + (keys.Secret[^1] == 'A' ? 'B' : 'A') } : keys;
        using var request = new SignedRequest { Path = "/orders/one", Query = "a=1", Headers = { ["x-amz-meta-x"] = "1" } }.Sign(Gateway.Url, keys);

        Break(request, component);
        var answer = await Gateway.Client.SendAsync(request);

        var body = await answer.Content.ReadAsStringAsync();
        body.ShouldContain($"<Code>{code}</Code>");
        ((int)answer.StatusCode).ShouldBeOneOf(400, 403);
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
