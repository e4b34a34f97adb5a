using Microsoft.Extensions.Options;

namespace Gateway.Identity;

/// <summary>The issuers as the configuration has them, for what names one of them: whatever else is wrong with them their own validator tells.</summary>
internal static class WrittenIssuers
{
    /// <summary>Checks a setting that names one of them, or none.</summary>
    public static ValidateOptionsResult Check(IConfiguration configuration, string key, string? name) =>
        string.IsNullOrEmpty(name) || Include(configuration, name)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{key} '{name}' is the authority of none of Gateway:Issuers.");

    public static bool Include(IConfiguration configuration, string name) =>
        (TypedSection.Usable<IdentityOptions>(configuration.GetSection("Gateway")).Get<IdentityOptions>()?.Issuers ?? []).Any(issuer => issuer.IsCalled(name));
}
