using System.Text;

namespace Gateway.Hosting;

/// <summary>
/// Latin-1 for the values of <c>Connection</c>, which keeps Kestrel from forgetting the options that it does not know: where it finds just one of <c>close</c>, <c>keep-alive</c> and
/// <c>upgrade</c> it puts that in the place of the whole value, and the header that stands beside it would go to AWS.
/// </summary>
/// <remarks>To a value with another option two that it knows are added. Kestrel then lets the value be and ends the connection behind the answer, as any server may.</remarks>
internal sealed class ConnectionHeaderEncoding : Encoding
{
    private const string Added = ", keep-alive, close";

    public static ConnectionHeaderEncoding Instance { get; } = new();

    public override int GetCharCount(byte[] bytes, int index, int count) => count + (HasOther(bytes.AsSpan(index, count)) ? Added.Length : 0);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        var value = bytes.AsSpan(byteIndex, byteCount);
        var written = Latin1.GetChars(value, chars.AsSpan(charIndex));
        if (!HasOther(value))
        {
            return written;
        }

        Added.CopyTo(chars.AsSpan(charIndex + written));
        return written + Added.Length;
    }

    public override int GetMaxCharCount(int byteCount) => byteCount + Added.Length;

    public override int GetByteCount(char[] chars, int index, int count) => Latin1.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => Latin1.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetMaxByteCount(int charCount) => Latin1.GetMaxByteCount(charCount);

    private static bool HasOther(ReadOnlySpan<byte> value)
    {
        foreach (var range in value.Split((byte)','))
        {
            var option = value[range].Trim(" \t"u8);
            if (!option.IsEmpty && !Ascii.EqualsIgnoreCase(option, "close"u8) && !Ascii.EqualsIgnoreCase(option, "keep-alive"u8) && !Ascii.EqualsIgnoreCase(option, "upgrade"u8))
            {
                return true;
            }
        }

        return false;
    }
}
