using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Gateway.Signing;

/// <summary>Castagnoli's CRC (RFC 3720, appendix B.4), by the processor's own instruction where it has one.</summary>
internal sealed class Crc32CChecksum(string name) : TrailerChecksum(name)
{
    private uint _crc = uint.MaxValue;

    public override void Append(ReadOnlySpan<byte> data)
    {
        var crc = _crc;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(data))
        {
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        }

        foreach (var value in data[^(data.Length % sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        _crc = crc;
    }

    protected override int Finish(Span<byte> value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(value, ~_crc);
        return sizeof(uint);
    }
}
