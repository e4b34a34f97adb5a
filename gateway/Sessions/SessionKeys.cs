using System.Diagnostics.CodeAnalysis;
using Gateway.Sharing;
using Microsoft.Extensions.Options;

namespace Gateway.Sessions;

/// <summary>
/// The keys of <c>Gateway:Sessions:Keys</c>, or one of this process alone: the one thing that replicas share, and all that is sealed here is sealed with.
/// The first key seals, every key opens.
/// </summary>
internal sealed class SessionKeys
{
    private readonly SessionKey[] keys;

    public SessionKeys(IOptions<SessionOptions> options, IOptions<SharingOptions> sharing, ILogger<SessionKeys> logger)
    {
        keys = [.. options.Value.Keys.Select(text => SessionKey.TryParse(text, out var key) ? key : throw new InvalidOperationException("unvalidated session key"))];
        if (keys.Length == 0)
        {
            keys = [SessionKey.Random()];
            if (!sharing.Value.IsShared)
            {
                Log.ProcessKeyOnly(logger);
            }
            else
            {
                Log.ReplicasWithoutKeys(logger);
                Warning = "sessions: Gateway:Redis is shared and Gateway:Sessions:Keys is empty, so each replica has a key of its own and opens no session of another: give all of them the same keys";
            }
        }
    }

    /// <summary>What <c>/readyz</c> says of the keys; null where there is nothing to say.</summary>
    public string? Warning { get; }

    /// <summary>The key that seals.</summary>
    public SessionKey First => keys[0];

    /// <summary>Opens what any of the keys sealed for the purpose, and says which it was; false for anything else.</summary>
    public bool TryOpen(
        ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> purpose, [NotNullWhen(true)] out byte[]? plain, [NotNullWhen(true)] out SessionKey? key)
    {
        foreach (var candidate in keys)
        {
            if (candidate.TryOpen(sealedBytes, purpose, out plain))
            {
                key = candidate;
                return true;
            }
        }

        (plain, key) = (null, null);
        return false;
    }
}
