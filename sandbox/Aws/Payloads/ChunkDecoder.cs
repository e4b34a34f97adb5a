using System.Globalization;
using Gateway.Sandbox.Aws.Verification;

namespace Gateway.Sandbox.Aws.Payloads;

/// <summary>
/// Takes aws-chunked framing apart, and checks the signature of every chunk and of the trailer.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html and sigv4-streaming-trailers.html
/// </summary>
internal sealed class ChunkDecoder(WireReader wire, PayloadKind kind, VerifiedSignature seed)
{
    /// <summary>S3: every chunk but the last holds at least 8 KiB.</summary>
    private const int SmallestChunk = 8192;

    private string previousSignature = seed.Claim.Signature;

    /// <summary>Decoded bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>Hands the decoded bytes to the sink and returns the trailers.</summary>
    public async Task<IReadOnlyList<RawHeader>> DecodeAsync(IPayloadSink sink)
    {
        using var hash = Checksum.Sha256();
        long size, sizeBefore = SmallestChunk;
        do
        {
            (size, var signature) = ReadHeader(await wire.LineAsync());
            if (size > 0 && sizeBefore < SmallestChunk)
            {
                throw new VerificationException(VerificationFault.ChunkTooSmall, "Only the last chunk can have a size less than 8192 bytes");
            }

            await wire.DataAsync(size, sink, hash);
            if (size > 0)
            {
                await wire.ExpectLineEndAsync();
            }

            CheckSignature(signature, hash.ToHex());
            Length += size;
            sizeBefore = size;
        }
        while (size > 0);

        var trailers = await ReadTrailersAsync();
        await wire.ExpectEndAsync();
        return trailers;
    }

    private (long Size, string Signature) ReadHeader(string line)
    {
        const string Extension = ";chunk-signature=";
        var semicolon = line.IndexOf(';', StringComparison.Ordinal);
        var digits = semicolon < 0 ? line : line[..semicolon];
        var extension = semicolon < 0 ? "" : line[semicolon..];
        var signature = kind.SignedChunks && extension.StartsWith(Extension, StringComparison.Ordinal) ? extension[Extension.Length..] : "";
        var formed = kind.SignedChunks ? signature.Length == 64 : extension.Length == 0;
        return formed && long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) && size >= 0
            ? (size, signature)
            : throw new VerificationException(VerificationFault.MalformedChunk, "A chunk's header is malformed.");
    }

    private void CheckSignature(string signature, string hash)
    {
        if (!kind.SignedChunks)
        {
            return;
        }

        if (signature != StringToSign.SignChunk(seed.SigningKey, seed.Claim, previousSignature, hash))
        {
            throw new VerificationException(VerificationFault.SignatureMismatch, "The chunk signature we calculated does not match.");
        }

        previousSignature = signature;
    }

    private async Task<IReadOnlyList<RawHeader>> ReadTrailersAsync()
    {
        var trailers = new List<RawHeader>();
        string? signature = null;
        while (await wire.LineAsync() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (!kind.Trailer || colon <= 0 || signature is not null)
            {
                throw new VerificationException(VerificationFault.MalformedTrailer, "The request contained trailing data that was not well-formed.");
            }

            var header = new RawHeader(line[..colon].ToLowerInvariant(), line[(colon + 1)..].Trim(' '));
            if (header.Name == "x-amz-trailer-signature")
            {
                signature = header.Value;
            }
            else
            {
                trailers.Add(header);
            }
        }

        CheckTrailerSignature(trailers, signature);
        return trailers;
    }

    private void CheckTrailerSignature(IEnumerable<RawHeader> trailers, string? signature)
    {
        var expected = kind is { Trailer: true, SignedChunks: true }
            ? StringToSign.SignTrailer(
                seed.SigningKey, seed.Claim, previousSignature, string.Concat(trailers.Select(t => $"{t.Name}:{t.Value}\n")))
            : null;
        if (signature != expected)
        {
            throw new VerificationException(VerificationFault.SignatureMismatch, "The trailer signature we calculated does not match.");
        }
    }
}
