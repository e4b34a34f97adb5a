using Gateway.Sandbox.Aws.Verification;
using Shouldly;
using Xunit;

namespace Gateway.Tests.StandIns;

/// <summary>A verifier that accepts anything proves nothing: real calls pass, and each one-place change of them does not.</summary>
public sealed class StrictVerifierTests(CapturedCalls calls) : IClassFixture<CapturedCalls>
{
    [Fact]
    public Task A_chunk_signed_upload_of_the_SDK_verifies() => calls.SignedChunks.VerifyAsync();

    [Fact]
    public void The_captured_chunk_signed_upload_is_one() =>
        calls.SignedChunks.Request.Header("x-amz-content-sha256").ShouldBe("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");

    [Fact]
    public Task An_upload_with_a_declared_hash_verifies() => calls.DeclaredHash.VerifyAsync();

    [Fact]
    public Task A_DynamoDB_call_of_the_SDK_verifies() => calls.DynamoDb.VerifyAsync();

    [Fact]
    public Task A_presigned_download_verifies() => calls.Presigned.VerifyAsync();

    [Fact]
    public Task Another_method_is_refused() => Refused(calls.DeclaredHash.WithMethod("POST"), VerificationFault.SignatureMismatch);

    [Fact]
    public Task Another_path_is_refused() =>
        Refused(calls.DeclaredHash.WithTarget(t => t.Replace("a%20b", "a%20c", StringComparison.Ordinal)), VerificationFault.SignatureMismatch);

    [Fact]
    public Task An_extra_slash_in_an_S3_path_is_refused() =>
        Refused(calls.DeclaredHash.WithTarget(t => t.Replace("/orders/", "/orders//", StringComparison.Ordinal)), VerificationFault.SignatureMismatch);

    [Fact]
    public Task An_extra_dot_segment_in_an_S3_path_is_refused() =>
        Refused(calls.DeclaredHash.WithTarget(t => t.Replace("/orders/", "/./orders/", StringComparison.Ordinal)), VerificationFault.SignatureMismatch);

    [Fact]
    public Task An_extra_query_parameter_is_refused() =>
        Refused(calls.DeclaredHash.WithTarget(t => t + (t.Contains('?') ? "&" : "?") + "acl"), VerificationFault.SignatureMismatch);

    [Theory]
    [InlineData("host")]
    [InlineData("x-amz-content-sha256")]
    [InlineData("content-type")]
    public Task A_changed_signed_header_is_refused(string name) =>
        Refused(calls.SignedChunks.WithHeader(name, v => v == "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" ? "UNSIGNED-PAYLOAD" : v + "x"), VerificationFault.SignatureMismatch);

    [Theory]
    [InlineData("x-amz-trailer")]
    [InlineData("x-amz-decoded-content-length")]
    public Task A_signed_header_that_is_missing_is_refused(string name) =>
        Refused(calls.SignedChunks.WithoutHeader(name), VerificationFault.SignatureMismatch);

    [Fact]
    public Task A_signed_header_that_is_repeated_is_refused() =>
        Refused(calls.DynamoDb.WithExtraHeader("x-amz-target", "DynamoDB_20120810.DeleteItem"), VerificationFault.SignatureMismatch);

    [Theory]
    [InlineData("x-amz-acl")]
    [InlineData("content-md5")]
    public Task A_header_that_must_be_signed_and_is_not_is_refused(string name) =>
        Refused(calls.SignedChunks.WithExtraHeader(name, "public-read"), VerificationFault.UnsignedHeader);

    [Theory]
    [InlineData("Signature=", "Signature=0")]
    [InlineData("Signature=", "Signature=0,Signature=")]
    [InlineData("SignedHeaders=", "SignedHeaders=Host;")]
    [InlineData("SignedHeaders=", "SignedHeaders=zzz;")]
    [InlineData("/aws4_request", "/aws4")]
    [InlineData("/aws4_request", "/aws4_request/x")]
    [InlineData("AWS4-HMAC-SHA256 ", "AWS4-HMAC-SHA512 ")]
    [InlineData("Credential=", "Realm=x, Credential=")]
    public Task A_malformed_Authorization_is_refused(string from, string to) => Refused(
        calls.DeclaredHash.WithHeader("authorization", v => v.Replace(from, to, StringComparison.Ordinal)),
        VerificationFault.MalformedAuthorization);

    [Theory]
    [InlineData("host;", "", VerificationFault.UnsignedHeader)]
    [InlineData("/eu-west-1/", "/us-east-1/", VerificationFault.SignatureMismatch)]
    [InlineData("/s3/", "/s3express/", VerificationFault.SignatureMismatch)]
    [InlineData("AKIASANDBOXGATEWAY00", "AKIASANDBOXGATEWAY01", VerificationFault.UnknownAccessKey)]
    public Task A_changed_part_of_Authorization_is_refused(string from, string to, object fault) =>
        Refused(calls.DeclaredHash.WithHeader("authorization", v => v.Replace(from, to, StringComparison.Ordinal)), (VerificationFault)fault);

    [Fact]
    public Task A_changed_signature_is_refused() => Refused(
        calls.DeclaredHash.WithHeader("authorization", v => v[..^1] + (v[^1] == '0' ? '1' : '0')), VerificationFault.SignatureMismatch);

    [Fact]
    public Task A_second_Authorization_is_refused() => Refused(
        calls.DeclaredHash.WithExtraHeader("authorization", "Bearer x"), VerificationFault.MalformedAuthorization);

    [Fact]
    public Task No_Authorization_at_all_is_refused() =>
        Refused(calls.DeclaredHash.WithoutHeader("authorization"), VerificationFault.MissingAuthentication);

    [Fact]
    public Task A_session_token_that_is_not_signed_is_refused() =>
        Refused(calls.DeclaredHash.WithExtraHeader("x-amz-security-token", "x"), VerificationFault.UnsignedHeader);

    [Fact]
    public Task A_session_token_with_a_long_lived_key_is_refused() => Refused(
        calls.DynamoDb.WithExtraHeader("x-amz-security-token", "x")
            .WithHeader("authorization", v => v.Replace(";x-amz-target", ";x-amz-security-token;x-amz-target", StringComparison.Ordinal)),
        VerificationFault.InvalidToken);

    [Fact]
    public Task Another_second_is_refused() => Refused(
        calls.DeclaredHash.WithHeader("x-amz-date", v => v[..^2] + (v[^2] == '9' ? '0' : (char)(v[^2] + 1)) + "Z"), VerificationFault.SignatureMismatch);

    [Fact]
    public Task A_scope_of_another_day_is_refused() => Refused(
        calls.DeclaredHash.WithHeader("authorization", v => v.Replace("00/2", "00/1", StringComparison.Ordinal)), VerificationFault.WrongScope);

    [Theory]
    [InlineData(16)]
    [InlineData(-16)]
    public Task A_clock_off_by_sixteen_minutes_is_refused(int minutes) =>
        Refused(calls.DeclaredHash, VerificationFault.TimeSkewed, TimeSpan.FromMinutes(minutes));

    [Theory]
    [InlineData(15)]
    [InlineData(-15)]
    public Task A_clock_off_by_fifteen_minutes_is_accepted(int minutes) => calls.DeclaredHash.VerifyAsync(TimeSpan.FromMinutes(minutes));

    [Fact]
    public Task Another_body_than_declared_is_refused() =>
        Refused(calls.DeclaredHash.WithBody(b => "y" + b[1..]), VerificationFault.PayloadMismatch);

    [Fact]
    public Task A_shorter_body_than_declared_is_refused() =>
        Refused(calls.DeclaredHash.WithBody(b => b[1..]), VerificationFault.PayloadMismatch);

    [Fact]
    public Task Another_body_of_a_JSON_call_is_refused() => Refused(
        calls.DynamoDb.WithBody(b => b.Replace("orders", "others", StringComparison.Ordinal)), VerificationFault.PayloadMismatch);

    [Fact]
    public Task A_JSON_call_signed_for_another_service_is_refused() => Refused(
        calls.DynamoDb.WithHeader("authorization", v => v.Replace("/dynamodb/", "/sqs/", StringComparison.Ordinal)), VerificationFault.WrongScope);

    [Theory]
    [InlineData("X-Amz-Expires=", "X-Amz-Expires=9")]
    [InlineData("a%20b.txt", "a%20c.txt")]
    public Task A_changed_presigned_URL_is_refused(string from, string to) =>
        Refused(calls.Presigned.WithTarget(t => t.Replace(from, to, StringComparison.Ordinal)), VerificationFault.SignatureMismatch);

    [Theory]
    [InlineData("X-Amz-Expires=", "X-Amz-Expires=99999")]
    [InlineData("X-Amz-Expires=", "X-Amz-Expires=1&X-Amz-Expires=")]
    [InlineData("X-Amz-SignedHeaders=", "SignedHeaders=")]
    public Task A_malformed_presigned_URL_is_refused(string from, string to) =>
        Refused(calls.Presigned.WithTarget(t => t.Replace(from, to, StringComparison.Ordinal)), VerificationFault.MalformedPresignedQuery);

    [Fact]
    public Task A_presigned_URL_after_its_time_is_refused() =>
        Refused(calls.Presigned, VerificationFault.PresignedUrlExpired, TimeSpan.FromMinutes(11));

    private static async Task Refused(CapturedCall call, VerificationFault fault, TimeSpan later = default)
    {
        var refusal = await Should.ThrowAsync<VerificationException>(() => call.VerifyAsync(later));
        refusal.Fault.ShouldBe(fault, refusal.Message);
    }
}
