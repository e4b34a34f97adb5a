using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Gateway.Signing;

/// <summary>What the request's headers say of an aws-chunked body, and how much of it may be held.</summary>
internal sealed record AwsChunkedOptions
{
    /// <summary>
    /// Bytes of data in the largest signed chunk that is taken, since it is held whole until its signature is verified. A larger one is refused with
    /// InvalidChunkSizeError. SDKs send 64 KiB to 1 MiB.
    /// </summary>
    public const int MaxChunk = 4 * 1024 * 1024;

    private const string ChecksumPrefix = "x-amz-checksum-";

    private static readonly SearchValues<char> Alphanumerics = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <summary>x-amz-decoded-content-length: bytes of data in all chunks together.</summary>
    public required long DecodedLength { get; init; }

    /// <summary>The names in x-amz-trailer: <c>x-amz-checksum-[a-z0-9]+</c>, each once; empty where there is no trailer.</summary>
    public IReadOnlyList<string> TrailerNames { get; init; } = [];

    /// <summary>Where a body with chunks over 64 KiB (its buffer of 128 KiB holds those) takes the memory that it needs for them; null: nowhere.</summary>
    public IBufferRoom? Room { get; init; }

    /// <summary>Reads the headers of a body of one of the streaming kinds; <paramref name="problem"/> is for S3's InvalidRequest.</summary>
    public static bool TryRead(
        PayloadKind kind,
        ICollection<KeyValuePair<string, StringValues>> headers,
        [NotNullWhen(true)] out AwsChunkedOptions? options,
        [NotNullWhen(false)] out string? problem)
    {
        options = null;
        if (!long.TryParse(Join(headers, "x-amz-decoded-content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            problem = "A body in chunks needs x-amz-decoded-content-length, the number of bytes without the framing.";
            return false;
        }

        var names = Join(headers, "x-amz-trailer").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (!names.All(IsChecksum) || names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Length)
        {
            problem = "The value specified in the x-amz-trailer header is not supported: it must name x-amz-checksum-… trailers, each once.";
            return false;
        }

        if (kind switch { PayloadKind.StreamingSigned => names.Length > 0, PayloadKind.StreamingSignedTrailer => names.Length == 0, _ => false })
        {
            problem = "x-amz-trailer must be there where, and only where, x-amz-content-sha256 ends with -TRAILER.";
            return false;
        }

        options = new AwsChunkedOptions { DecodedLength = length, TrailerNames = Array.ConvertAll(names, name => name.ToLowerInvariant()) };
        problem = null;
        return true;
    }

    // Strict, because the names stand in error messages, and because a name of other characters would be another one upstream.
    private static bool IsChecksum(string name) =>
        name.Length > ChecksumPrefix.Length
        && Ascii.EqualsIgnoreCase(name.AsSpan(0, ChecksumPrefix.Length), ChecksumPrefix)
        && !name.AsSpan(ChecksumPrefix.Length).ContainsAnyExcept(Alphanumerics);

    private static string Join(IEnumerable<KeyValuePair<string, StringValues>> headers, string name) =>
        string.Join(',', headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).SelectMany(header => header.Value.ToArray()));
}
