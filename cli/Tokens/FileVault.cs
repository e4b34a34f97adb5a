using Gateway.Cli.Terminal;

namespace Gateway.Cli.Tokens;

/// <summary>A file that only its owner reads.</summary>
internal sealed class FileVault(string path) : ISessionVault
{
    public byte[]? Read()
    {
        try
        {
            return PrivateFile.Read(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Write(byte[] secret) => PrivateFile.Write(path, secret);

    public void Delete()
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }
}
