using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Gateway.Sso.Clients;

/// <summary>
/// A registered client. Anyone may register, so a registration proves nothing but that secret and id belong together: the id holds what was
/// registered and the hash of that and the secret. So it needs no store and no key, and outlives restarts and key rotations; AWS's own tools keep
/// registrations for as long as they are told and never try a new one before.
/// </summary>
/// <param name="Name">What the client calls itself.</param>
/// <param name="Expires">When it must register anew.</param>
/// <param name="RedirectUris">Loopback addresses for the code flow; none: any loopback address.</param>
internal sealed record ClientRegistration(string Name, DateTimeOffset Expires, IReadOnlyList<string> RedirectUris)
{
    /// <summary>As long as AWS's own service keeps them.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameLength = 128;

    private const int MaxIdLength = 4096;

    /// <summary>Makes id and secret.</summary>
    public (string Id, string Secret) Issue()
    {
        var statement = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return ($"{statement}.{Commitment(statement, secret)}", secret);
    }

    /// <summary>Reads what an id says, without a secret.</summary>
    public static bool TryRead(string? id, [NotNullWhen(true)] out ClientRegistration? registration)
    {
        registration = null;
        var dot = id?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot <= 0 || id!.Length > MaxIdLength || !Base64Url.IsValid(id.AsSpan(0, dot)))
        {
            return false;
        }

        try
        {
            registration = JsonSerializer.Deserialize<ClientRegistration>(Base64Url.DecodeFromChars(id.AsSpan(0, dot)));
        }
        catch (JsonException)
        {
            return false;
        }

        return registration is { Name.Length: <= MaxNameLength, RedirectUris: not null };
    }

    /// <summary>Whether the secret belongs to the id.</summary>
    public static bool Matches(string id, string? secret)
    {
        var parts = id.Split('.');
        return parts.Length == 2 && !string.IsNullOrEmpty(secret)
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(parts[1]), Encoding.ASCII.GetBytes(Commitment(parts[0], secret)));
    }

    /// <summary>Whether the code flow may send the browser there: a registered address on whatever port (RFC 8252 section 7.3).</summary>
    public bool MayRedirectTo(Uri address) =>
        LoopbackRedirect.Is(address) && (RedirectUris.Count == 0 || RedirectUris.Any(registered =>
            Uri.TryCreate(registered, UriKind.Absolute, out var uri) && uri.Host == address.Host && uri.AbsolutePath == address.AbsolutePath));

    private static string Commitment(string statement, string secret) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{statement} {secret}")));
}
