using Gateway.Identity;
using Microsoft.Extensions.Options;

namespace Gateway.Sso;

/// <summary>Checks what data annotations cannot say.</summary>
internal sealed class SsoOptionsValidator(IConfiguration configuration) : IValidateOptions<SsoOptions>
{
    public ValidateOptionsResult Validate(string? name, SsoOptions options) =>
        string.IsNullOrEmpty(options.Issuer) || WrittenIssuers.Include(configuration, options.Issuer)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Gateway:Sso:Issuer '{options.Issuer}' is the authority of none of Gateway:Issuers.");
}
