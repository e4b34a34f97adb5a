using System.Security.Cryptography;

namespace Gateway.Policies;

/// <summary>Reads no more of a file than a policy may have, so that a wrong path cannot exhaust memory.</summary>
internal static class PolicyFileBytes
{
    /// <summary>The whole file.</summary>
    /// <exception cref="IOException">It cannot be read, or is too big.</exception>
    public static byte[] Read(string path)
    {
        using var file = Open(path);
        using var bytes = new MemoryStream();
        Copy(file, bytes.Write);
        return bytes.ToArray();
    }

    /// <summary>The SHA-256 of the whole file, without holding it.</summary>
    /// <exception cref="IOException">It cannot be read, or is too big.</exception>
    public static byte[] Hash(string path)
    {
        using var file = Open(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Copy(file, hash.AppendData);
        return hash.GetHashAndReset();
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private static void Copy(FileStream file, Action<ReadOnlySpan<byte>> take)
    {
        var buffer = new byte[16 * 1024];
        var total = 0L;
        while (file.Read(buffer) is var read and > 0)
        {
            total += read;
            if (total > PolicyFile.MaxBytes)
            {
                throw new IOException($"it has more than {PolicyFile.MaxBytes:N0} bytes, the most that a policy file may have");
            }

            take(buffer.AsSpan(0, read));
        }
    }
}
