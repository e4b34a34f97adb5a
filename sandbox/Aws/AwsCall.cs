using Gateway.Sandbox.Aws.Payloads;
using Gateway.Sandbox.Aws.Sts;
using Gateway.Sandbox.Aws.Verification;

namespace Gateway.Sandbox.Aws;

/// <summary>One call that verified, on its way through a service.</summary>
internal sealed record AwsCall
{
    public required HttpContext Context { get; init; }

    public required RawRequest Request { get; init; }

    public required VerifiedSignature Signature { get; init; }

    public required Dialect Dialect { get; init; }

    public required string RequestId { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>The failure that a test ordered for this call.</summary>
    public required AwsFault Fault { get; init; }

    /// <summary>The body of a call to any service but S3.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>What an S3 call declared of its body.</summary>
    public PayloadKind PayloadKind { get; init; }

    /// <summary>The operation, once the service knows: <c>GetObject</c>.</summary>
    public string Operation { get; set; } = "";

    /// <summary>Bytes of the body, without framing.</summary>
    public long BodyLength { get; set; }

    /// <summary>SHA-256 of the body, without framing.</summary>
    public string BodySha256 { get; set; } = StringToSign.EmptyHash;

    public string Service => Signature.Claim.Service;

    public string Region => Signature.Claim.Region;

    /// <summary>The session whose credentials signed; null for the base credentials.</summary>
    public AssumedSession? Session => Signature.Credential.Session;

    public HttpResponse Response => Context.Response;

    public CancellationToken Aborted => Context.RequestAborted;

    /// <summary>Reads an S3 body, to its end and verified.</summary>
    public async Task ReadPayloadAsync(IPayloadSink sink)
    {
        var reader = new PayloadReader(Context.Request.BodyReader, Request, Signature, PayloadKind);
        await reader.ReadAsync(sink, Aborted);
        BodyLength = reader.Length;
        BodySha256 = reader.Sha256;
    }

    /// <summary>Holds the call against the session policy, if the session has one.</summary>
    /// <exception cref="ServiceException">The policy does not allow it.</exception>
    public void Authorize(string action, string resource)
    {
        if (Session is not { Policy: { } policy } session || policy.Allows(action, resource, session, Region))
        {
            return;
        }

        throw new ServiceException(
            Dialect == Dialect.Json ? 400 : 403,
            Dialect == Dialect.Json ? "AccessDeniedException" : "AccessDenied",
            $"User: {session.Arn} is not authorized to perform: {action} on resource: {resource} because no session policy allows the {action} action");
    }

    /// <summary>Fails if a test ordered so.</summary>
    public void RaiseFault()
    {
        switch (Fault)
        {
            case AwsFault.Throttle when Dialect == Dialect.S3:
                throw new ServiceException(503, "SlowDown", "Please reduce your request rate.");
            case AwsFault.Throttle:
                throw new ServiceException(400, Dialect == Dialect.Query ? "Throttling" : "ThrottlingException", "Rate exceeded");
            case AwsFault.ServerError:
                throw new ServiceException(500, Dialect == Dialect.S3 ? "InternalError" : "InternalFailure", "We encountered an internal error.");
            case AwsFault.AccessDenied:
                throw new ServiceException(
                    Dialect == Dialect.Json ? 400 : 403, Dialect == Dialect.Json ? "AccessDeniedException" : "AccessDenied", "Access Denied");
        }
    }
}
