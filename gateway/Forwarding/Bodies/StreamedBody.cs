using Gateway.Signing;

namespace Gateway.Forwarding.Bodies;

/// <summary>Puts the check that goes with a streamed body's declaration between client and AWS.</summary>
internal static class StreamedBody
{
    /// <summary>The body to send, or the reason why its declaration makes no sense.</summary>
    public static Stream Check(ForwardCall call, ChunkSeed upstream)
    {
        var request = call.Context.Request;
        return call.PayloadKind switch
        {
            PayloadKind.Hashed when call.Body is null => new HashCheckingStream(request.Body, call.PayloadHash, request.ContentLength),
            PayloadKind.StreamingUnsignedTrailer => new UnsignedTrailerStream(request.Body, Options(call)),
            PayloadKind.StreamingSigned or PayloadKind.StreamingSignedTrailer => new ChunkResigningStream(
                request.Body, call.Proof.Signature!.ChunkSeed(SigningKey.Derive(call.Proof.Secret!, call.Proof.Signature.Scope)), upstream, Options(call)),
            _ => request.Body,
        };
    }

    /// <summary>What is wrong with the headers of a body in chunks; null: nothing.</summary>
    public static Errors.ForwardError? CheckHeaders(ForwardCall call) =>
        call.PayloadKind is PayloadKind.StreamingSigned or PayloadKind.StreamingSignedTrailer or PayloadKind.StreamingUnsignedTrailer && DecodedLength(call) is null
            ? new Errors.ForwardError(Errors.ForwardFault.InvalidRequest, "x-amz-decoded-content-length must give the length of the object in a body sent in chunks.")
            : null;

    private static AwsChunkedOptions Options(ForwardCall call) => new()
    {
        DecodedLength = DecodedLength(call)!.Value,
        TrailerNames = call.Header("x-amz-trailer") is { Length: > 0 } names
            ? [.. names.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
            : [],
    };

    private static long? DecodedLength(ForwardCall call) =>
        long.TryParse(call.Header("x-amz-decoded-content-length"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var length)
            ? length
            : null;
}
