using System.Globalization;
using System.IO.Pipelines;
using Gateway.Sandbox.Aws.Verification;

namespace Gateway.Sandbox.Aws.Payloads;

/// <summary>Reads an S3 body of any kind and checks everything that was said about it: hash, chunks, trailers, checksums, length.</summary>
internal sealed class PayloadReader(PipeReader pipe, RawRequest request, VerifiedSignature signature, PayloadKind kind)
{
    /// <summary>Bytes of the body without framing.</summary>
    public long Length { get; private set; }

    /// <summary>SHA-256 of the body without framing.</summary>
    public string Sha256 { get; private set; } = StringToSign.EmptyHash;

    /// <summary>Reads the body to its end.</summary>
    /// <exception cref="VerificationException">The payload is not what was declared or signed.</exception>
    public async Task ReadAsync(IPayloadSink sink, CancellationToken cancellation)
    {
        var wire = new WireReader(pipe, cancellation);
        var names = Announced();
        using var checks = new ChecksumSet(names, sink);
        if (kind.Chunked)
        {
            var decoder = new ChunkDecoder(wire, kind, signature);
            var trailers = await decoder.DecodeAsync(checks);
            Length = decoder.Length;
            CheckDecodedLength();
            CheckTrailerNames(trailers);
            checks.Check(trailers);
        }
        else
        {
            Length = await wire.RestAsync(checks);
        }

        Sha256 = checks.Sha256();
        if (kind.Sha256 is not null && kind.Sha256 != Sha256)
        {
            throw new VerificationException(
                VerificationFault.PayloadMismatch, "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }

        checks.Check(request.Headers);
    }

    /// <summary>On CompleteMultipartUpload x-amz-checksum-* speak of the object, not of the body.</summary>
    private string[] Announced() => request.Method == "POST" && request.HasParameter("uploadId")
        ? []
        : [.. request.Headers.Select(h => h.Name), .. TrailerNames()];

    private IEnumerable<string> TrailerNames() =>
        request.All("x-amz-trailer").SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries)).Select(n => n.ToLowerInvariant());

    private void CheckDecodedLength()
    {
        if (request.Header("x-amz-decoded-content-length") != Length.ToString(CultureInfo.InvariantCulture))
        {
            throw new VerificationException(
                VerificationFault.DecodedLengthMismatch, "x-amz-decoded-content-length is absent or not the length of the decoded body.");
        }
    }

    private void CheckTrailerNames(IEnumerable<RawHeader> trailers)
    {
        if (!trailers.Select(t => t.Name).Order(StringComparer.Ordinal).SequenceEqual(TrailerNames().Order(StringComparer.Ordinal)))
        {
            throw new VerificationException(VerificationFault.MalformedTrailer, "The trailers are not those that x-amz-trailer announced.");
        }
    }
}
