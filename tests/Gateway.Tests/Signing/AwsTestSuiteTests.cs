using System.Text;
using Gateway.Signing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Signing;

/// <summary>Every published vector: canonical request, string to sign, authorization, and the signed request verified.</summary>
public sealed class AwsTestSuiteTests
{
    // Adds the token after signing, so that it is not signed; verified here, it is an x-amz-* header outside SignedHeaders.
    internal const string TokenAfterSigning = "post-sts-token/post-sts-header-after";

    // The published .sreq of this one holds another signature than its .authz, and it does not follow from the string to sign.
    private const string BrokenSignedRequest = "get-vanilla-with-session-token";

    public static TheoryData<string> All => [.. AwsTestSuite.Names];

    public static TheoryData<string> Verified => [.. AwsTestSuite.Names.Where(name => name is not (BrokenSignedRequest or TokenAfterSigning))];

    [Fact]
    public void Suite_is_whole() => AwsTestSuite.Names.Count().ShouldBe(34);

    [Theory]
    [MemberData(nameof(All))]
    public void Canonical_request_is_the_published_one(string name)
    {
        var vector = AwsTestSuite.Load(name);

        CanonicalRequestOf(vector).ShouldBe(vector.CanonicalRequest);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void String_to_sign_is_the_published_one(string name)
    {
        var vector = AwsTestSuite.Load(name);
        var text = new CanonicalWriter(16);

        StringToSign.Append(
            ref text, "20150830T123600Z", new CredentialScope("20150830", "us-east-1", "service"), Encoding.Latin1.GetBytes(CanonicalRequestOf(vector)));

        Encoding.Latin1.GetString(text.Written).ShouldBe(vector.StringToSign);
        text.Dispose();
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Authorization_is_the_published_one(string name)
    {
        var vector = AwsTestSuite.Load(name);

        vector.Sign(vector.Request).Authorization.ShouldBe(vector.Authorization);
    }

    [Theory]
    [MemberData(nameof(Verified))]
    public void Signed_request_verifies(string name) => Verify(AwsTestSuite.Load(name).SignedRequest).ShouldBeNull();

    [Theory]
    [MemberData(nameof(Verified))]
    public void Signed_request_with_another_secret_is_refused(string name) =>
        Verify(AwsTestSuite.Load(name).SignedRequest, AwsTestSuite.Secret + "x").ShouldNotBeNull().Fault.ShouldBe(SigV4Fault.SignatureMismatch);

    [Fact]
    public void Token_that_was_added_after_signing_is_refused() =>
        Verify(AwsTestSuite.Load(TokenAfterSigning).SignedRequest).ShouldNotBeNull().Fault.ShouldBe(SigV4Fault.UnsignedHeader);

    private static SigV4Error? Verify(TestRequest request, string secret = AwsTestSuite.Secret)
    {
        var signature = SigV4Parser.Parse(request.Signed).Signature.ShouldNotBeNull();
        return SigV4Verifier.Verify(request.Signed, signature, secret, request.BodyHash, PathEncoding.Twice, AwsTestSuite.Now, out _);
    }

    private static string CanonicalRequestOf(AwsTestSuite vector)
    {
        var request = vector.SessionToken is { } token ? vector.Request.Replace("X-Amz-Security-Token", token) : vector.Request;
        var text = new CanonicalWriter(16);
        using var headers = new HeaderTable(request.Headers);
        CanonicalRequest.TryAppend(
            ref text, request.Signed, headers, vector.SignedHeaders, request.BodyHash, PathEncoding.Twice, PathForm.Canonical, presigned: false, out var missing);
        missing.ShouldBeNull();
        var result = Encoding.Latin1.GetString(text.Written);
        text.Dispose();
        return result;
    }
}
