using System.Buffers.Binary;
using System.Text;

namespace Gateway.Forwarding.Errors;

/// <summary>Writes the one CBOR shape that errors need: a map of texts (RFC 8949 sections 3.1 and 4.2).</summary>
internal static class CborText
{
    public static byte[] Map(params ReadOnlySpan<(string Key, string Value)> entries)
    {
        using var output = new MemoryStream();
        output.WriteByte((byte)(0xA0 | entries.Length));
        foreach (var (key, value) in entries)
        {
            Write(output, key);
            Write(output, value);
        }

        return output.ToArray();
    }

    private static void Write(MemoryStream output, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length < 24)
        {
            output.WriteByte((byte)(0x60 | bytes.Length));
        }
        else
        {
            Span<byte> head = stackalloc byte[5];
            head[0] = 0x7A;
            BinaryPrimitives.WriteUInt32BigEndian(head[1..], (uint)bytes.Length);
            output.Write(head);
        }

        output.Write(bytes);
    }
}
