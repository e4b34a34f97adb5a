using System.IO.Hashing;

namespace Gateway.Signing;

/// <summary>The CRC of Ethernet and zip.</summary>
internal sealed class Crc32Checksum(string name) : TrailerChecksum(name)
{
    private readonly Crc32 _crc = new();

    public override void Append(ReadOnlySpan<byte> data) => _crc.Append(data);

    protected override int Finish(Span<byte> value)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(value, _crc.GetCurrentHashAsUInt32());
        return sizeof(uint);
    }
}
