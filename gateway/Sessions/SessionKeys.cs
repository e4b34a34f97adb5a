using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace Gateway.Sessions;

/// <summary>
/// The keys of <c>Gateway:Sessions:Keys</c>, or one of this process alone: the one thing that replicas share, and all that is sealed here is sealed with.
/// The first key seals, every key opens.
/// </summary>
internal sealed class SessionKeys
{
    private readonly SessionKey[] keys;

    public SessionKeys(IOptions<SessionOptions> options, ILogger<SessionKeys> logger)
    {
        keys = [.. options.Value.Keys.Select(text => SessionKey.TryParse(text, out var key) ? key : throw new InvalidOperationException("unvalidated session key"))];
        if (keys.Length == 0)
        {
            Log.ProcessKeyOnly(logger);
            keys = [SessionKey.Random()];
        }
    }

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
