namespace Gateway.Identity;

/// <summary>The issuers as the configuration has them, for what names one of them: whatever else is wrong with them their own validator tells.</summary>
internal static class WrittenIssuers
{
    public static bool Include(IConfiguration configuration, string name) =>
        (TypedSection.Usable<IdentityOptions>(configuration.GetSection("Gateway")).Get<IdentityOptions>()?.Issuers ?? []).Any(issuer => issuer.IsCalled(name));
}
