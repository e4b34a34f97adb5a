using Gateway.Forwarding.Endpoints;
using Gateway.Forwarding.Errors;
using Gateway.Forwarding.Proofs;
using Gateway.Forwarding.Upstream;
using Gateway.Signing;
using Gateway.Telemetry;

namespace Gateway.Forwarding;

/// <summary>Finds out who makes a call, and verifies the signature that shows it.</summary>
internal sealed class CallProver(ProofReader proofs, TimeProvider time)
{
    /// <summary>Reads the signature, if the request carries one; nothing is verified yet.</summary>
    public static ForwardError? ReadSignature(ForwardCall call)
    {
        if (!SigV4Parser.IsPresent(call.Context.Request.Headers.Authorization, call.Target.Query))
        {
            call.ServiceQuery = ServiceQuery.WithoutToken(call.Target.Query);
            return null;
        }

        var parsed = SigV4Parser.Parse(call.Request);
        if (parsed.Signature is not { } signature)
        {
            return ForwardError.Of(parsed.Error!);
        }

        call.Signature = signature;
        call.Audit.ClientAccessKeyId = PrintableText.NameForRecord(signature.AccessKeyId);
        call.ServiceQuery = signature.IsPresigned ? ServiceQuery.WithoutSignature(call.Target.Query) : ServiceQuery.WithoutToken(call.Target.Query);
        return signature.IsPresigned && S3SigningNames.Contains(signature.Scope.Service) ? PresignedHeaders.Take(call) : null;
    }

    /// <summary>Reads the caller behind the signature's credentials or the Bearer token.</summary>
    public async ValueTask<ForwardError?> ProveAsync(ForwardCall call)
    {
        if (call.Proof is not null)
        {
            return null;
        }

        using var span = Tracing.Start(Tracing.Authenticate);
        var read = call.Signature is { } signature
            ? await proofs.ReadAsync(signature, call.Aborted)
            : await proofs.ReadBearerAsync(call.Context.Request, call.Aborted);
        if (!read.IsRead)
        {
            return read.Error;
        }

        call.Proof = read.Proof;
        call.Secret = read.Secret;
        var audit = call.Audit;
        audit.Caller = read.Proof.Caller;
        audit.RoleId = PrintableText.NameForRecord(read.Proof.Role);
        return null;
    }

    /// <summary>Verifies the signature, once the hash of the body is known.</summary>
    public ForwardError? VerifySignature(ForwardCall call)
    {
        if (call.Signature is not { } signature)
        {
            return null;
        }

        using var span = Tracing.Start(Tracing.Verify);
        var encoding = S3SigningNames.Contains(signature.Scope.Service) ? PathEncoding.Once : PathEncoding.Twice;
        var error = SigV4Verifier.Verify(call.Request, signature, call.Secret!, call.PayloadHash, encoding, time.GetUtcNow(), out var form);
        call.PathForm = form;
        return error is null ? null : ForwardError.Of(error);
    }
}
