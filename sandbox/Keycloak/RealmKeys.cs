using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Keycloak;

/// <summary>The realm's keys: the newest signs, all that are not disabled verify.</summary>
internal sealed class RealmKeys : IDisposable
{
    private readonly RealmKey encryption = new("enc");
    private ImmutableList<RealmKey> signing = [new RealmKey()];
    private ImmutableList<RealmKey> disabled = [];

    /// <summary>The key that signs.</summary>
    public RealmKey Active => signing[^1];

    /// <summary>Makes a new key active; the one before becomes passive, which means that it still verifies.</summary>
    public void Rotate() => ImmutableInterlocked.Update(ref signing, (keys, added) => keys.Add(added), new RealmKey());

    /// <summary>Takes a key out of the JWKS, as Keycloak does with a disabled one.</summary>
    public void Disable(string id)
    {
        var key = signing.Single(k => k.Id == id);
        if (signing.Count == 1)
        {
            Rotate();
        }

        ImmutableInterlocked.Update(ref disabled, (keys, gone) => keys.Add(gone), key);
        ImmutableInterlocked.Update(ref signing, (keys, gone) => keys.Remove(gone), key);
    }

    public RealmKey? Find(string? id) => signing.Find(k => k.Id == id);

    /// <summary>The JWKS (RFC 7517), the encryption key included.</summary>
    public JsonObject ToJwks() => new()
    {
        ["keys"] = new JsonArray([.. signing.Append(encryption).Select(k => (JsonNode)k.ToJwk())]),
    };

    public void Dispose()
    {
        foreach (var key in signing.Concat(disabled).Append(encryption))
        {
            key.Dispose();
        }
    }
}
