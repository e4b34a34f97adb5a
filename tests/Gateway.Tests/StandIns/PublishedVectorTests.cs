using Gateway.Sandbox.Aws;
using Gateway.Sandbox.Aws.Verification;
using Gateway.Tests.Signing;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.StandIns;

/// <summary>AWS's own test suite by the stand-in's verifier, which shares no code with the gateway's.</summary>
public sealed class PublishedVectorTests
{
    public static TheoryData<string> Verified => AwsTestSuiteTests.Verified;

    [Theory]
    [MemberData(nameof(Verified))]
    public void Signed_request_verifies(string name) => Verify(AwsTestSuite.Load(name), AwsTestSuite.Secret);

    [Theory]
    [MemberData(nameof(Verified))]
    public void Signed_request_with_another_secret_is_refused(string name) =>
        Should.Throw<VerificationException>(() => Verify(AwsTestSuite.Load(name), AwsTestSuite.Secret + "x")).Fault.ShouldBe(VerificationFault.SignatureMismatch);

    [Fact]
    public void Token_that_was_added_after_signing_is_refused() =>
        Should.Throw<VerificationException>(() => Verify(AwsTestSuite.Load(AwsTestSuiteTests.TokenAfterSigning), AwsTestSuite.Secret))
            .Fault.ShouldBe(VerificationFault.UnsignedHeader);

    private static void Verify(AwsTestSuite vector, string secret)
    {
        var sent = vector.SignedRequest;
        var request = new RawRequest(sent.Method, sent.Query.Length == 0 ? sent.Path : $"{sent.Path}?{sent.Query}", [.. sent.Headers.Select(OnTheWire)]);
        var credentials = new CredentialStore();
        credentials.Add(new AwsCredential("AKIDEXAMPLE", secret, vector.SessionToken, Session: null));

        new StrictVerifier(credentials, new FakeTimeProvider(AwsTestSuite.Now)).Verify(request, SignatureClaimReader.Read(request), sent.BodyHash);
    }

    // RFC 9112 section 5.2: a server takes each fold of a header's line for spaces.
    private static RawHeader OnTheWire(KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> header) =>
        new(header.Key.ToLowerInvariant(), header.Value.ToString().ReplaceLineEndings(" "));
}
