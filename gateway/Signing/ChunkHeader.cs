using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace Gateway.Signing;

/// <summary>The line before a chunk's data: its size in hex and, where chunks are signed, <c>;chunk-signature=</c> and 64 hex digits.</summary>
/// <param name="Size">Bytes of data.</param>
/// <param name="SignatureStart">Where in the line the signature begins.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChunkHeader(long Size, int SignatureStart)
{
    /// <summary>Bytes of the longest line that is taken, CRLF included: 16 digits, the signature, and nothing else.</summary>
    public const int MaxLength = 16 + 17 + 64 + 2;

    private static ReadOnlySpan<byte> SignatureName => ";chunk-signature="u8;

    public static bool TryParse(ReadOnlySpan<byte> line, bool signed, out ChunkHeader header)
    {
        header = default;
        var digits = line;
        var signatureStart = 0;
        if (signed)
        {
            var semicolon = line.IndexOf((byte)';');
            if (semicolon < 0 || !line[semicolon..].StartsWith(SignatureName) || !HexDigits.IsSha256(line[(semicolon + SignatureName.Length)..]))
            {
                return false;
            }

            digits = line[..semicolon];
            signatureStart = semicolon + SignatureName.Length;
        }

        if (digits.Length is 0 or > 16
            || !Utf8Parser.TryParse(digits, out ulong size, out var consumed, 'x')
            || consumed != digits.Length
            || size > long.MaxValue)
        {
            return false;
        }

        header = new ChunkHeader((long)size, signatureStart);
        return true;
    }
}
