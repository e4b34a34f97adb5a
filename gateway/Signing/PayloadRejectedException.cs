namespace Gateway.Signing;

/// <summary>
/// A body turned out not to be what its headers declared. It is thrown out of the body's stream before the last bytes leave, so that an upload is never
/// completed.
/// </summary>
/// <param name="code">AWS's error code.</param>
/// <param name="message">What is wrong; no secret, no right signature.</param>
internal sealed class PayloadRejectedException(string code, string message) : IOException(message)
{
    public const string HashMismatch = "XAmzContentSHA256Mismatch";

    public const string Incomplete = "IncompleteBody";

    public const string TooSlow = "RequestTimeout";

    public const string SignatureMismatch = "SignatureDoesNotMatch";

    public const string BadDigest = "BadDigest";

    public const string MalformedTrailer = "MalformedTrailerError";

    public const string InvalidRequest = "InvalidRequest";

    public const string ChunkTooLarge = "InvalidChunkSizeError";

    /// <summary>The client does not go on with it.</summary>
    public static PayloadRejectedException StoodStill() => new(TooSlow, "The body came too slowly, or stood still.");

    /// <summary>AWS's error code.</summary>
    public string Code { get; } = code;

    /// <summary>The HTTP status that S3 gives with that code.</summary>
    public int Status => Code is SignatureMismatch or ChunkTooLarge ? 403 : 400;
}
