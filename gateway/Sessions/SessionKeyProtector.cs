using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Gateway.Sessions;

/// <summary>Seals with the session keys for one chain of purposes.</summary>
internal sealed class SessionKeyProtector(SessionKeys keys, ReadOnlyMemory<byte> purposes) : IDataProtector
{
    /// <summary>Narrows the chain; each purpose with its length before it, so that no two chains are alike.</summary>
    public IDataProtector CreateProtector(string purpose)
    {
        var name = Encoding.UTF8.GetBytes(purpose);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, name.Length);
        return new SessionKeyProtector(keys, (byte[])[.. purposes.Span, .. length, .. name]);
    }

    public byte[] Protect(byte[] plaintext) => keys.First.Seal(plaintext, purposes.Span);

    public byte[] Unprotect(byte[] protectedData) => keys.TryOpen(protectedData, purposes.Span, out var plain, out _)
        ? plain
        : throw new CryptographicException("What is to be opened was changed, or sealed for something else, or with a key that is not (any more) among Gateway:Sessions:Keys.");
}
