namespace Gateway.Portal.SignIn;

/// <summary>What came of ending a session at the issuer.</summary>
/// <param name="IsDone">Whether it has ended.</param>
/// <param name="LogoutUrl">Else the issuer's own logout, for the browser; null where the issuer has none or cannot be reached.</param>
internal readonly record struct SessionEnd(bool IsDone, string? LogoutUrl)
{
    public static readonly SessionEnd Done = new(IsDone: true, LogoutUrl: null);

    public static readonly SessionEnd Unreachable = new(IsDone: false, LogoutUrl: null);

    public static SessionEnd At(string logoutUrl) => new(IsDone: false, logoutUrl);
}
