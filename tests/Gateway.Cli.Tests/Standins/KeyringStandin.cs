using System.Collections.Concurrent;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Tests.Standins;

/// <summary>A keyring that may be out of reach, as one of a desktop is over SSH.</summary>
internal sealed class KeyringStandin
{
    private readonly ConcurrentDictionary<string, byte[]> _secrets = new();

    public bool Gone { get; set; }

    /// <summary>As libsecret has it where nobody answers its question for the password: nothing is found.</summary>
    public bool Locked { get; set; }

    /// <summary>How often it was asked in vain.</summary>
    public int Refusals { get; private set; }

    public ISessionVault Of(string target) => new Vault(this, target);

    private ConcurrentDictionary<string, byte[]> Secrets()
    {
        if (!Gone)
        {
            return _secrets;
        }

        Refusals++;
        throw new KeyringException(new InvalidOperationException("no session bus"));
    }

    private sealed class Vault(KeyringStandin keyring, string target) : ISessionVault
    {
        public byte[]? Read() => keyring.Locked ? null : keyring.Secrets().GetValueOrDefault(target);

        public void Write(byte[] secret) => keyring.Secrets()[target] = secret;

        public void Delete() => keyring.Secrets().TryRemove(target, out _);
    }
}
