using System.Text.Json;
using Gateway.Identity;
using Gateway.Sso.Sealing;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Sso.Assignments;

/// <summary>Whose token this gateway sealed, whether or not it has expired since: the issuer gave it to the gateway itself, and the seal shows that it is the same.</summary>
internal static class SealedCaller
{
    public static Caller? Of(SsoToken token, Issuers issuers)
    {
        try
        {
            using var claims = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.Access.Split('.')[1]));
            var issuer = issuers.Find(claims.RootElement.GetProperty("iss").GetString());
            return issuer is not null && CallerReader.TryRead(claims.RootElement, issuer.Issuer.RoleClientId, out var caller, out _) ? caller : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
