using Microsoft.AspNetCore.DataProtection;

namespace Gateway.Sessions;

/// <summary>
/// ASP.NET Core's Data Protection with the session keys: what one replica protects, every replica with the same keys opens, and nothing has to be
/// stored.
/// </summary>
internal sealed class SessionKeyProtectionProvider(SessionKeys keys) : IDataProtectionProvider
{
    public IDataProtector CreateProtector(string purpose) => new SessionKeyProtector(keys, "gateway data protection"u8.ToArray()).CreateProtector(purpose);
}
