using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Gateway.Portal.SignIn;

/// <summary>
/// Seals answers for other replicas with the session keys: each for the one refresh token that it answers, and until its end, so that whoever can write where they
/// lie can put none in another's place, and none back.
/// </summary>
internal sealed class SealedRenewals(IDataProtectionProvider protection, TimeProvider time)
{
    private readonly IDataProtector protector = protection.CreateProtector("portal renewal");

    public byte[] Seal(string key, TokenRenewal renewal, TimeSpan kept) =>
        protector.CreateProtector(key).Protect(JsonSerializer.SerializeToUtf8Bytes(new Answer(renewal, time.GetUtcNow() + kept)));

    /// <summary>The answer; null where it is not one of ours to this refresh token, or is over.</summary>
    public TokenRenewal? Open(string key, byte[] text)
    {
        try
        {
            return JsonSerializer.Deserialize<Answer>(protector.CreateProtector(key).Unprotect(text)) is { } answer && answer.Ends > time.GetUtcNow() ? answer.Renewal : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private sealed record Answer(TokenRenewal Renewal, DateTimeOffset Ends);
}
