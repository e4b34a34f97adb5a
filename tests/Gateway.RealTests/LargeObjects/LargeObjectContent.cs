using System.Net;
using System.Security.Cryptography;
using System.Text;
using Gateway.Signing;

namespace Gateway.RealTests.LargeObjects;

/// <summary>A large object as a request's body, framed as the payload kind says.</summary>
/// <param name="content">The object.</param>
/// <param name="kind">What x-amz-content-sha256 says.</param>
/// <param name="seed">Where the chunks' signatures begin.</param>
internal sealed class LargeObjectContent(LargeObject content, PayloadKind kind, ChunkSeed seed) : HttpContent
{
    public const string TrailerName = "x-amz-checksum-sha256";

    private readonly ChunkSignatureChain _chain = new(seed);

    private bool IsSigned => kind is PayloadKind.StreamingSigned or PayloadKind.StreamingSignedTrailer;

    private bool HasTrailer => kind is PayloadKind.StreamingSignedTrailer or PayloadKind.StreamingUnsignedTrailer;

    private string TrailerLine => $"{TrailerName}:{Convert.ToBase64String(content.Sha256)}";

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var isFramed = IsSigned || HasTrailer;
        for (long number = 0; number < content.BlockCount; number++)
        {
            if (isFramed)
            {
                await WriteAsync(stream, ChunkHeader(LargeObject.BlockSize, LargeObject.BlockSha256(number)));
            }

            await stream.WriteAsync(LargeObject.Block(number));
            if (isFramed)
            {
                await WriteAsync(stream, "\r\n");
            }
        }

        if (isFramed)
        {
            await WriteAsync(stream, ChunkHeader(0, SHA256.HashData([])));
            await WriteAsync(stream, (HasTrailer ? Trailer() : "") + "\r\n");
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        var signature = IsSigned ? ";chunk-signature=".Length + ChunkSignatureChain.SignatureLength : 0;
        long framing = 0;
        if (IsSigned || HasTrailer)
        {
            var chunk = $"{LargeObject.BlockSize:x}".Length + signature + 4;
            var trailer = HasTrailer ? TrailerLine.Length + 2 : 0;
            var trailerSignature = kind is PayloadKind.StreamingSignedTrailer ? "x-amz-trailer-signature:".Length + ChunkSignatureChain.SignatureLength + 2 : 0;
            framing = (content.BlockCount * chunk) + 1 + signature + 2 + trailer + trailerSignature + 2;
        }

        length = content.Length + framing;
        return true;
    }

    private static ValueTask WriteAsync(Stream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text));

    private string ChunkHeader(int size, ReadOnlySpan<byte> hash)
    {
        if (!IsSigned)
        {
            return $"{size:x}\r\n";
        }

        _chain.AddChunk(hash);
        return $"{size:x};chunk-signature={Encoding.ASCII.GetString(_chain.Current)}\r\n";
    }

    private string Trailer()
    {
        if (!IsSigned)
        {
            return $"{TrailerLine}\r\n";
        }

        _chain.AddTrailer(SHA256.HashData(Encoding.ASCII.GetBytes($"{TrailerLine}\n")));
        return $"{TrailerLine}\r\nx-amz-trailer-signature:{Encoding.ASCII.GetString(_chain.Current)}\r\n";
    }
}
