using Microsoft.IdentityModel.Tokens;

namespace Gateway.Identity;

/// <summary>When tokens count, by the gateway's clock.</summary>
internal sealed class TokenLifetime(TimeProvider time)
{
    /// <summary>How far the clocks of issuer and gateway may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>Refuses a token without an end, one that has ended and one that is not valid yet; a <see cref="LifetimeValidator"/>.</summary>
    public bool Validate(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (expires is null)
        {
            throw new SecurityTokenNoExpirationException();
        }

        if (expires < now - ClockSkew)
        {
            throw new SecurityTokenExpiredException();
        }

        return notBefore is null || notBefore <= now + ClockSkew ? true : throw new SecurityTokenNotYetValidException();
    }
}
