using System.Security.Cryptography;

namespace Gateway.Signing;

/// <summary>SHA-1 or SHA-256, as a checksum that the client chose; nothing rests on SHA-1 here.</summary>
internal sealed class ShaChecksum(string name, HashAlgorithmName algorithm) : TrailerChecksum(name)
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(algorithm);

    public override void Dispose()
    {
        _hash.Dispose();
        base.Dispose();
    }

    public override void Append(ReadOnlySpan<byte> data) => _hash.AppendData(data);

    protected override int Finish(Span<byte> value) => _hash.GetHashAndReset(value);
}
