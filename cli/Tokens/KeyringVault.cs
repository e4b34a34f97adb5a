using Gateway.Cli.Terminal;
using Microsoft.Identity.Client.Extensions.Msal;

namespace Gateway.Cli.Tokens;

/// <summary>
/// The system's keyring, by way of Msal's token cache storage: it speaks to libsecret, Keychain and DPAPI by plain P/Invoke, so it lives in
/// a native binary, and it is what other token command lines use.
/// </summary>
internal sealed class KeyringVault : ISessionVault
{
    private readonly Storage _storage;

    public KeyringVault(string directory, string target)
    {
        PrivateFile.CreateDirectory(directory);
        var properties = new StorageCreationPropertiesBuilder($"{target}.keyring", directory)
            .WithLinuxKeyring("org.stsgw.session", "default", $"stsgw session for {target}", new("application", "stsgw"), new("target", target))
            .WithMacKeyChain("stsgw", target)
            .Build();
        _storage = Storage.Create(properties);
    }

    /// <summary>Whether a keyring is there and takes what it is given; tried with a value that is removed again.</summary>
    public static bool IsAvailable(CliContext context, string directory)
    {
        // Without a session bus libsecret would try to start one.
        if (OperatingSystem.IsLinux() && context.Variable("DBUS_SESSION_BUS_ADDRESS") is null)
        {
            return false;
        }

        try
        {
            new KeyringVault(directory, "probe")._storage.VerifyPersistence();
            return true;
        }
        catch (MsalCachePersistenceException)
        {
            return false;
        }
    }

    public byte[]? Read() => Ask(() => _storage.ReadData()) is { Length: > 0 } secret ? secret : null;

    public void Write(byte[] secret) => Ask(() =>
    {
        _storage.WriteData(secret);
        return secret;
    });

    public void Delete() => Ask(() =>
    {
        _storage.Clear();
        return Array.Empty<byte>();
    });

    // Msal has a kind of exception of its own for each system, and not all are public.
    private static byte[]? Ask(Func<byte[]?> keyring)
    {
        try
        {
            return keyring();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new KeyringException(e);
        }
    }
}
