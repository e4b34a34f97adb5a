using Gateway.Forwarding.Errors;
using Gateway.Forwarding.Operations;
using Gateway.Signing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

public sealed class AwsErrorCodeTests
{
    [Theory]
    [InlineData(AwsProtocol.RestXml, true, 403, "SignatureDoesNotMatch")]
    [InlineData(AwsProtocol.RestXml, false, 403, "SignatureDoesNotMatch")]
    [InlineData(AwsProtocol.Query, false, 403, "SignatureDoesNotMatch")]
    [InlineData(AwsProtocol.RestJson, false, 403, "InvalidSignatureException")]
    [InlineData(AwsProtocol.Json10, false, 400, "InvalidSignatureException")]
    [InlineData(AwsProtocol.Json11, false, 400, "InvalidSignatureException")]
    public void Wrong_signature_has_the_status_and_code_of_its_protocol(object protocol, bool isS3, int status, string code) =>
        AwsErrorCode.Of(ForwardError.Of(new SigV4Error(SigV4Fault.SignatureMismatch, "words")), (AwsProtocol)protocol, isS3).ShouldBe(new AwsErrorCode(status, code));

    [Theory]
    [InlineData(AwsProtocol.RestXml, true, "NotImplemented")]
    [InlineData(AwsProtocol.Query, false, "NotImplemented")]
    [InlineData(AwsProtocol.RestJson, false, "UnsupportedOperationException")]
    [InlineData(AwsProtocol.Json10, false, "UnsupportedOperationException")]
    public void What_cannot_be_signed_anew_has_the_code_of_its_protocol(object protocol, bool isS3, string code) =>
        AwsErrorCode.Of(new ForwardError(ForwardFault.NotSupported, "words"), (AwsProtocol)protocol, isS3).ShouldBe(new AwsErrorCode(501, code));
}
