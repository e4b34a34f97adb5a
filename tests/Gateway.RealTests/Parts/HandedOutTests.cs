using Shouldly;
using Xunit;

namespace Gateway.RealTests.Parts;

public sealed class HandedOutTests
{
    [Theory]
    [InlineData("STS", "<SecretAccessKey>wJalrXUtnFEMI/K7MDENG</SecretAccessKey>", "wJalrXUtnFEMI/K7MDENG")]
    [InlineData("credentials as JSON", """{"SecretAccessKey":"wJalrXUtnFEMI\u002BK7MDENG","AccessKeyId":"AKIAIOSFODNN7EXAMPLE"}""", "wJalrXUtnFEMI+K7MDENG")]
    [InlineData("the container provider", """{ "Token": "FwoGZXIvYXdzEJr//////////" }""", "FwoGZXIvYXdzEJr//////////")]
    [InlineData("SSO", """{"roleCredentials":{"secretAccessKey":"wJalrXUtnFEMI/K7MDENG"}}""", "wJalrXUtnFEMI/K7MDENG")]
    [InlineData("SSO OIDC's client", """{"clientSecret":"AAECAwQFBgcICQoLDA0ODxAR"}""", "AAECAwQFBgcICQoLDA0ODxAR")]
    [InlineData("SSO OIDC's device", """{"deviceCode":"AAECAwQFBgcICQoLDA0ODxAR"}""", "AAECAwQFBgcICQoLDA0ODxAR")]
    [InlineData("SSO OIDC's token", """{"refreshToken":"AAECAwQFBgcICQoLDA0ODxAR"}""", "AAECAwQFBgcICQoLDA0ODxAR")]
    [InlineData("an issuer", """{"access_token":"AAECAwQFBgcICQoLDA0ODxAR"}""", "AAECAwQFBgcICQoLDA0ODxAR")]
    [InlineData("the console", "https://signin.example/federation?Action=login&SigninToken=0123456789abcdef&Destination=x", "0123456789abcdef")]
    [InlineData("a shell", "export AWS_SECRET_ACCESS_KEY=\"wJalrXUtnFEMI/K7MDENG\"", "wJalrXUtnFEMI/K7MDENG")]
    [InlineData("the AWS CLI's file", "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG\n", "wJalrXUtnFEMI/K7MDENG")]
    public void Secret_is_found_where_it_is_handed_out(string by, string text, string secret) => HandedOut.In(text).ShouldBe([secret], by);

    [Theory]
    [InlineData("ids", """{"AccessKeyId":"AKIAIOSFODNN7EXAMPLE","requestId":"b65a7751-2793-4ceb-8977-3d35fd83c034"}""")]
    [InlineData("the next page of a list", "<NextContinuationToken>1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J</NextContinuationToken>")]
    [InlineData("variables that are named", "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_PROFILE")]
    public void Nothing_else_is_taken_for_one(string what, string text) => HandedOut.In(text).ShouldBeEmpty(what);
}
