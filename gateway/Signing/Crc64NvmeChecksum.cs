using System.Buffers.Binary;

namespace Gateway.Signing;

/// <summary>The CRC-64 of the NVMe base specification, the default of S3: eight table look-ups take in eight bytes at once.</summary>
internal sealed class Crc64NvmeChecksum(string name) : TrailerChecksum(name)
{
    // 0xAD93D23594C93659 with its bits reversed.
    private const ulong ReversedPolynomial = 0x9A6C9329AC4BC9B5;

    private static readonly ulong[][] Tables = BuildTables();

    private ulong _crc = ulong.MaxValue;

    public override void Append(ReadOnlySpan<byte> data)
    {
        var crc = _crc;
        var tables = Tables;
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
        {
            crc ^= BinaryPrimitives.ReadUInt64LittleEndian(data);
            crc = tables[7][(byte)crc]
                ^ tables[6][(byte)(crc >> 8)]
                ^ tables[5][(byte)(crc >> 16)]
                ^ tables[4][(byte)(crc >> 24)]
                ^ tables[3][(byte)(crc >> 32)]
                ^ tables[2][(byte)(crc >> 40)]
                ^ tables[1][(byte)(crc >> 48)]
                ^ tables[0][(byte)(crc >> 56)];
        }

        foreach (var value in data)
        {
            crc = tables[0][(byte)(crc ^ value)] ^ (crc >> 8);
        }

        _crc = crc;
    }

    protected override int Finish(Span<byte> value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(value, ~_crc);
        return sizeof(ulong);
    }

    private static ulong[][] BuildTables()
    {
        var tables = new ulong[8][];
        for (var table = 0; table < tables.Length; table++)
        {
            tables[table] = new ulong[256];
            for (var i = 0; i < 256; i++)
            {
                tables[table][i] = table == 0 ? Shift((ulong)i) : tables[0][(byte)tables[table - 1][i]] ^ (tables[table - 1][i] >> 8);
            }
        }

        return tables;
    }

    private static ulong Shift(ulong crc)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc >> 1) ^ ((crc & 1) * ReversedPolynomial);
        }

        return crc;
    }
}
