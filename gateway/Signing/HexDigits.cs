using System.Buffers;

namespace Gateway.Signing;

/// <summary>Hex; AWS writes digests and signatures in lower case alone.</summary>
internal static class HexDigits
{
    private static readonly SearchValues<char> Lower = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<byte> LowerBytes = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>What one hex digit stands for, in upper case too; the digit must be one.</summary>
    public static int ValueOf(int digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    /// <summary>The form of a SHA-256 digest or of an HMAC-SHA256 signature: 64 lower-case hex digits.</summary>
    public static bool IsSha256(ReadOnlySpan<char> text) => text.Length == 64 && !text.ContainsAnyExcept(Lower);

    /// <inheritdoc cref="IsSha256(ReadOnlySpan{char})"/>
    public static bool IsSha256(ReadOnlySpan<byte> text) => text.Length == 64 && !text.ContainsAnyExcept(LowerBytes);
}
