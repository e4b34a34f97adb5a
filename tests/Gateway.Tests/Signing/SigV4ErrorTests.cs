using Gateway.Signing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Signing;

public sealed class SigV4ErrorTests
{
    [Theory]
    [InlineData(SigV4Fault.SignatureMismatch, SigV4Dialect.S3, 403, "SignatureDoesNotMatch")]
    [InlineData(SigV4Fault.SignatureMismatch, SigV4Dialect.Query, 403, "SignatureDoesNotMatch")]
    [InlineData(SigV4Fault.SignatureMismatch, SigV4Dialect.Json, 400, "InvalidSignatureException")]
    [InlineData(SigV4Fault.SignatureMismatch, SigV4Dialect.RestJson, 403, "InvalidSignatureException")]
    [InlineData(SigV4Fault.MalformedAuthorization, SigV4Dialect.S3, 400, "AuthorizationHeaderMalformed")]
    [InlineData(SigV4Fault.MalformedAuthorization, SigV4Dialect.Query, 400, "IncompleteSignature")]
    [InlineData(SigV4Fault.MalformedAuthorization, SigV4Dialect.Json, 400, "IncompleteSignatureException")]
    [InlineData(SigV4Fault.MalformedAuthorization, SigV4Dialect.RestJson, 403, "IncompleteSignatureException")]
    [InlineData(SigV4Fault.NotSigned, SigV4Dialect.S3, 403, "AccessDenied")]
    [InlineData(SigV4Fault.NotSigned, SigV4Dialect.Query, 403, "MissingAuthenticationToken")]
    [InlineData(SigV4Fault.NotSigned, SigV4Dialect.Json, 400, "MissingAuthenticationTokenException")]
    [InlineData(SigV4Fault.NotSigned, SigV4Dialect.RestJson, 403, "MissingAuthenticationTokenException")]
    [InlineData(SigV4Fault.TimeTooSkewed, SigV4Dialect.Query, 403, "RequestTimeTooSkewed")]
    [InlineData(SigV4Fault.TimeTooSkewed, SigV4Dialect.Json, 400, "RequestTimeTooSkewed")]
    [InlineData(SigV4Fault.TimeTooSkewed, SigV4Dialect.RestJson, 403, "RequestTimeTooSkewed")]
    [InlineData(SigV4Fault.Expired, SigV4Dialect.Query, 403, "AccessDenied")]
    [InlineData(SigV4Fault.Expired, SigV4Dialect.Json, 400, "AccessDeniedException")]
    [InlineData(SigV4Fault.Expired, SigV4Dialect.RestJson, 403, "AccessDeniedException")]
    public void Fault_has_the_status_and_code_of_its_dialect(object fault, object dialect, int status, string code)
    {
        var error = new SigV4Error((SigV4Fault)fault, "words");

        (error.StatusFor((SigV4Dialect)dialect), error.CodeFor((SigV4Dialect)dialect)).ShouldBe((status, code));
    }
}
