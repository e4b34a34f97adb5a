using System.Collections.Frozen;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Identity;

/// <summary>
/// The signing keys of one issuer: read by discovery, read again from time to time and when a token names a key that is not
/// known, yet for that reason once in five seconds at most, however many callers ask. The last good keys serve on while the issuer is down.
/// </summary>
internal sealed class IssuerKeys(IssuerOptions options, IDocumentRetriever documents, TimeProvider time, ILogger<IssuerKeys> logger)
{
    /// <summary>How far apart two fetches for an unknown key id are at least.</summary>
    internal static readonly TimeSpan UnknownKeyInterval = TimeSpan.FromSeconds(5);

    /// <summary>How far apart two fetches are at least while the issuer has never been reached.</summary>
    internal static readonly TimeSpan FirstFetchInterval = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private volatile IssuerKeySet? current;
    private volatile string? lastError;
    private Task fetching = Task.CompletedTask;
    private DateTimeOffset? lastAttempt;
    private DateTimeOffset? lastUnknownKeyFetch;

    public IssuerOptions Issuer => options;

    /// <summary>The keys last read; null while the issuer has never been reached.</summary>
    public IssuerKeySet? Current => current;

    /// <summary>Why the last fetch failed; null when it went well.</summary>
    public string? LastError => lastError;

    /// <summary>The current keys, fetched now if none ever were; null when the issuer cannot be reached.</summary>
    public async ValueTask<IssuerKeySet?> GetAsync(CancellationToken cancellation)
    {
        if (current is null)
        {
            await BeginFetch(FirstFetchInterval).WaitAsync(cancellation);
        }

        return current;
    }

    /// <summary>The keys after a fetch for a key id that <see cref="Current"/> lacks, or as they are where one was made just now.</summary>
    public async ValueTask<IssuerKeySet?> RefetchForUnknownKeyAsync(CancellationToken cancellation)
    {
        Task fetch;
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (lastUnknownKeyFetch is { } last && now - last < UnknownKeyInterval)
            {
                fetch = fetching;
            }
            else
            {
                lastUnknownKeyFetch = now;
                fetch = BeginFetch(TimeSpan.Zero);
            }
        }

        await fetch.WaitAsync(cancellation);
        return current;
    }

    /// <summary>Reads the keys anew, unless a fetch is under way, which is then waited for.</summary>
    public Task RefreshAsync(CancellationToken cancellation) => BeginFetch(TimeSpan.Zero).WaitAsync(cancellation);

    private Task BeginFetch(TimeSpan apart)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (!fetching.IsCompleted || (lastAttempt is { } last && now - last < apart))
            {
                return fetching;
            }

            lastAttempt = now;
            return fetching = FetchAsync();
        }
    }

    private async Task FetchAsync()
    {
        // Leaves the lock of the caller before any work is done.
        await Task.Yield();
        try
        {
            var found = await OpenIdConnectConfigurationRetriever.GetAsync(options.DiscoveryAddress, documents, CancellationToken.None);
            Accept(found);
            lastError = null;
        }
        catch (Exception e)
        {
            // Whatever an issuer answers, the gateway goes on with what it has.
            var told = e as IssuerDocumentException ?? e.InnerException as IssuerDocumentException;
            var error = PrintableText.Short(told?.Message ?? $"{options.DiscoveryAddress} or its keys could not be read ({(e.InnerException ?? e).Message})");
            lastError = error;
            Log.KeysNotRead(logger, options.Authority!, error, current is null ? "no token of it can be verified" : "the last good keys serve on");
        }
    }

    private void Accept(OpenIdConnectConfiguration found)
    {
        var isAuthority = found.Issuer?.TrimEnd('/') == options.Authority!.TrimEnd('/');
        if (string.IsNullOrEmpty(options.MetadataAddress) && !isAuthority)
        {
            throw new IssuerDocumentException($"{options.DiscoveryAddress} names the issuer '{found.Issuer}', not the configured authority '{options.Authority}'; "
                + "set Authority to the name that tokens carry, and MetadataAddress to where discovery is read");
        }

        var signing = (found.JsonWebKeySet?.Keys ?? [])
            .Where(key => key.Use is null or "" or "sig" && key.Kty is "RSA" or "EC")
            .ToList();
        var keys = new Dictionary<string, SecurityKey>(StringComparer.Ordinal);
        foreach (var key in signing.Where(key => !string.IsNullOrEmpty(key.Kid)))
        {
            keys.TryAdd(key.Kid, key);
        }

        if (signing.Count == 0)
        {
            throw new IssuerDocumentException($"{found.JwksUri} holds no RSA or EC signing key");
        }

        var before = current;
        var lone = signing.Count == 1 ? signing[0] : null;
        var same = before is not null && before.Keys.Count == keys.Count
            && (before.Lone is null ? lone is null : lone is not null && SameKey((JsonWebKey)before.Lone, lone))
            && keys.All(key => before.Keys.TryGetValue(key.Key, out var old) && SameKey((JsonWebKey)old, (JsonWebKey)key.Value));
        current = new IssuerKeySet(
            isAuthority ? found.Issuer : null,
            before is null ? 1 : before.Generation + (same ? 0 : 1),
            same ? before!.Keys : keys.ToFrozenDictionary(StringComparer.Ordinal),
            lone,
            time.GetUtcNow());
        if (!same)
        {
            Log.KeysRead(logger, options.Authority!, keys.Count);
        }
    }

    private static bool SameKey(JsonWebKey a, JsonWebKey b) =>
        a.Kty == b.Kty && a.N == b.N && a.E == b.E && a.X == b.X && a.Y == b.Y && a.Crv == b.Crv && a.Alg == b.Alg;
}
