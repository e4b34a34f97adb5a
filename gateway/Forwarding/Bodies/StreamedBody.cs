using Gateway.Forwarding.Errors;
using Gateway.Signing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Forwarding.Bodies;

/// <summary>Puts the check that goes with a streamed body's declaration between client and AWS.</summary>
internal static class StreamedBody
{
    /// <summary>Reads how a body in chunks is framed; what is wrong with its headers, if anything.</summary>
    public static ForwardError? Declare(ForwardCall call)
    {
        if (call.PayloadKind is not (PayloadKind.StreamingSigned or PayloadKind.StreamingSignedTrailer or PayloadKind.StreamingUnsignedTrailer))
        {
            return null;
        }

        if (!AwsChunkedOptions.TryRead(call.PayloadKind, call.Context.Request.Headers, out var options, out var problem))
        {
            return new ForwardError(ForwardFault.InvalidRequest, problem);
        }

        call.Chunks = options;
        return null;
    }

    /// <summary>Whether the request may have a body: by its framing alone, so that one without needs no stream to be checked.</summary>
    public static bool MayCome(HttpContext context) => context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };

    /// <summary>The body to send; it is to be disposed of when the call has ended, and leaves the request's own stream open.</summary>
    public static Stream Check(ForwardCall call, ChunkSeed upstream, HeldBytes held)
    {
        var request = call.Context.Request;
        return call.PayloadKind switch
        {
            PayloadKind.Hashed when call.Body is null => new HashCheckingStream(request.Body, call.PayloadHash, request.ContentLength),
            PayloadKind.StreamingUnsignedTrailer => new UnsignedTrailerStream(request.Body, call.Chunks!),
            PayloadKind.StreamingSigned or PayloadKind.StreamingSignedTrailer => new ChunkResigningStream(
                request.Body, call.Signature!.ChunkSeed(call.Secret!.KeyFor(call.Signature.Scope)), upstream,
                call.Chunks! with { Room = new ChunkRoom(held, call.Proof.CallerId) }),
            _ => request.Body,
        };
    }

    /// <summary>
    /// A body that is not there is never read, and so never checked on the way: its declared hash must be that of nothing, and chunks must at least end.
    /// </summary>
    public static ForwardError? CheckEmpty(ForwardCall call)
    {
        if (call.Body is not null || MayCome(call.Context))
        {
            return null;
        }

        return call switch
        {
            { Chunks: not null } => Rejected(PayloadRejectedException.Incomplete, "The body is empty, and x-amz-content-sha256 announces chunks."),
            { PayloadKind: PayloadKind.Hashed } when call.PayloadHash != PayloadHash.Empty =>
                Rejected(PayloadRejectedException.HashMismatch, "The body is empty, and x-amz-content-sha256 is not the hash of nothing."),
            _ => null,
        };
    }

    /// <summary>Why a body could not be read to its end.</summary>
    public static ForwardError Explain(Exception? cause) => cause is BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout }
        ? ForwardError.Of(PayloadRejectedException.StoodStill())
        : Rejected(PayloadRejectedException.Incomplete, "The body ended before it was whole.") with
        {
            Ending = CallEnding.Aborted,
            IsClientGone = cause is ConnectionResetException or ConnectionAbortedException,
        };

    private static ForwardError Rejected(string code, string message) => ForwardError.Of(new PayloadRejectedException(code, message));
}
