using System.Security.Cryptography;
using Gateway.Sandbox.Aws.Federation;
using Gateway.Sandbox.Aws.Payloads;
using Gateway.Sandbox.Aws.Verification;

namespace Gateway.Sandbox.Aws;

/// <summary>Makes a call of a request: waits or fails as ordered, reads the body where that must be hashed first, and verifies.</summary>
internal sealed class CallReader(StrictVerifier verifier, FaultSwitches faults, TimeProvider time, int largestBody)
{
    /// <summary>In which shape the client of this request expects errors.</summary>
    public static Dialect DialectOf(RawRequest request)
    {
        var type = request.Header("content-type") ?? "";
        return request.Has("x-amz-target") || type.Contains("json", StringComparison.Ordinal) ? Dialect.Json
            : request.Method == "POST" && type.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) ? Dialect.Query
            : Dialect.S3;
    }

    /// <summary>The verified call; null for the federation endpoint, whose calls are not signed.</summary>
    /// <exception cref="VerificationException">The call does not verify.</exception>
    public async Task<AwsCall?> ReadAsync(HttpContext context, RecordedRequest record)
    {
        var request = record.Request;
        if (request.Path == FederationEndpoint.Path && !SignatureClaimReader.IsSigned(request))
        {
            await NextFaultAsync("federation");
            return null;
        }

        var claim = SignatureClaimReader.Read(request);
        var fault = await NextFaultAsync(claim.Service);
        CheckService(request, claim);
        return claim.EncodesPathOnce ? ReadS3() : await ReadHashedAsync();

        async Task<AwsFault> NextFaultAsync(string service)
        {
            var next = await faults.NextAsync(service, context.RequestAborted);
            return next == AwsFault.Down ? throw new IOException("The service is down.") : next;
        }

        AwsCall ReadS3()
        {
            var declared = request.Header("x-amz-content-sha256") ?? (claim.PresignedFor is null ? "" : PayloadKind.Unsigned);
            var kind = PayloadKind.Parse(declared) ?? throw new VerificationException(
                VerificationFault.UnknownPayloadKind, "x-amz-content-sha256 must be there once, and be UNSIGNED-PAYLOAD, STREAMING-… or a SHA-256.");
            return Verified(declared) with { PayloadKind = kind };
        }

        async Task<AwsCall> ReadHashedAsync()
        {
            var sink = new MemorySink(largestBody);
            await new WireReader(context.Request.BodyReader, context.RequestAborted).RestAsync(sink);
            var body = sink.ToArray() ?? throw new ServiceException(413, "RequestEntityTooLargeException", "The body is too large.");
            var hash = Convert.ToHexStringLower(SHA256.HashData(body));
            if (request.Has("x-amz-content-sha256") && request.Header("x-amz-content-sha256") != hash)
            {
                throw new VerificationException(VerificationFault.PayloadMismatch, "x-amz-content-sha256 is not the hash of the body.");
            }

            return Verified(hash) with { Body = body, BodyLength = body.Length, BodySha256 = hash };
        }

        AwsCall Verified(string payloadHash) => new()
        {
            Context = context,
            Request = request,
            Signature = verifier.Verify(request, claim, payloadHash),
            Dialect = DialectOf(request),
            RequestId = record.RequestId,
            Time = time.GetUtcNow(),
            Fault = fault,
        };
    }

    /// <summary>A request that speaks one service's protocol must be signed for that service.</summary>
    private static void CheckService(RawRequest request, SignatureClaim claim)
    {
        var spoken = request.Header("x-amz-target")?.StartsWith("DynamoDB_20120810.", StringComparison.Ordinal) == true ? "dynamodb" : null;
        if (spoken is not null && spoken != claim.Service)
        {
            throw new VerificationException(
                VerificationFault.WrongScope, $"Credential should be scoped to correct service: '{spoken}'.");
        }
    }
}
