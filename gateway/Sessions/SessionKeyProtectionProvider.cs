using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Gateway.Sessions;

/// <summary>
/// ASP.NET Core's Data Protection with the session keys: what one replica protects, every replica with the same keys opens, and nothing has to be
/// stored. The first key seals, every key opens.
/// </summary>
internal sealed class SessionKeyProtectionProvider : IDataProtectionProvider
{
    private readonly SessionKey[] keys;

    public SessionKeyProtectionProvider(IOptions<SessionOptions> options)
    {
        keys = [.. options.Value.Keys.Select(text => SessionKey.TryParse(text, out var key) ? key : throw new InvalidOperationException("unvalidated session key"))];
        if (keys.Length == 0)
        {
            // The sealer of gateway credentials warns of this.
            keys = [SessionKey.Random()];
        }
    }

    public IDataProtector CreateProtector(string purpose) => new SessionKeyProtector(keys, "gateway data protection"u8.ToArray()).CreateProtector(purpose);
}
