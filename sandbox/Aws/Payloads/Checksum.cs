using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Gateway.Sandbox.Aws.Payloads;

/// <summary>One of the checksums that S3 knows, fed piece by piece.</summary>
internal abstract class Checksum : IPayloadSink, IDisposable
{
    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>The value, big-endian, in base64, as S3's headers carry it.</summary>
    public string ToBase64() => Convert.ToBase64String(Finish());

    public string ToHex() => Convert.ToHexStringLower(Finish());

    public virtual void Dispose()
    {
    }

    protected abstract byte[] Finish();

    public static Checksum Sha256() => new Cryptographic(HashAlgorithmName.SHA256);

    public static Checksum Md5() => new Cryptographic(HashAlgorithmName.MD5);

    /// <summary>The checksum that a header or trailer of S3 names; null if none.</summary>
    public static Checksum? ForHeader(string name) => name switch
    {
        "content-md5" => Md5(),
        "x-amz-checksum-crc32" => new Cyclic(0xEDB88320, 32),
        "x-amz-checksum-crc32c" => new Cyclic(0x82F63B78, 32),
        "x-amz-checksum-crc64nvme" => new Cyclic(0x9A6C9329AC4BC9B5, 64),
        "x-amz-checksum-sha1" => new Cryptographic(HashAlgorithmName.SHA1),
        "x-amz-checksum-sha256" => Sha256(),
        _ => null,
    };

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "S3's checksums include SHA-1.")]
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "S3's ETag is MD5.")]
    private sealed class Cryptographic(HashAlgorithmName algorithm) : Checksum
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(algorithm);

        public override void Append(ReadOnlySpan<byte> data) => hash.AppendData(data);

        public override void Dispose()
        {
            hash.Dispose();
            base.Dispose();
        }

        protected override byte[] Finish() => hash.GetHashAndReset();
    }

    /// <summary>A reflected CRC with all bits set at start and inverted at the end, by table.</summary>
    private sealed class Cyclic : Checksum
    {
        private readonly ulong[] table = new ulong[256];
        private readonly int bits;
        private ulong register = ulong.MaxValue;

        public Cyclic(ulong polynomial, int bits)
        {
            this.bits = bits;
            for (var i = 0; i < table.Length; i++)
            {
                var entry = (ulong)i;
                for (var bit = 0; bit < 8; bit++)
                {
                    entry = (entry & 1) == 0 ? entry >> 1 : (entry >> 1) ^ polynomial;
                }

                table[i] = entry;
            }

            register >>= 64 - bits;
        }

        public override void Append(ReadOnlySpan<byte> data)
        {
            var value = register;
            foreach (var b in data)
            {
                value = table[(byte)value ^ b] ^ (value >> 8);
            }

            register = value;
        }

        protected override byte[] Finish()
        {
            var value = new byte[8];
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(value, register ^ (ulong.MaxValue >> (64 - bits)));
            return value[(8 - (bits / 8))..];
        }
    }
}
