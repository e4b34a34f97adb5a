using Shouldly;
using Xunit;

namespace Gateway.Tests.StandIns;

public sealed class FederationEndpointTests : AwsTests
{
    [Fact]
    public async Task A_sign_in_token_opens_the_console_of_its_session()
    {
        var credentials = (await AssumeAsync()).GetCredentials();
        using var http = new HttpClient();
        var session = Uri.EscapeDataString(
            $$"""{"sessionId":"{{credentials.AccessKey}}","sessionKey":"{{credentials.SecretKey}}","sessionToken":"{{credentials.Token}}"}""");
        var answer = await http.GetStringAsync(new Uri($"{Aws.Url}/federation?Action=getSigninToken&Session={session}"), Cancel);
        var token = System.Text.Json.JsonDocument.Parse(answer).RootElement.GetProperty("SigninToken").GetString();

        var page = await http.GetStringAsync(new Uri(
            $"{Aws.Url}/federation?Action=login&Issuer=x&Destination=https%3A%2F%2Fconsole.aws.amazon.com%2F&SigninToken={token}"), Cancel);

        page.ShouldContain("AWS console of arn:aws:sts::111122223333:assumed-role/OrdersReader/demo");
    }
}
