using Gateway.Identity;
using Microsoft.Extensions.Options;

namespace Gateway.Sso;

/// <summary>Checks what data annotations cannot say.</summary>
internal sealed class SsoOptionsValidator(IOptions<IdentityOptions> identity) : IValidateOptions<SsoOptions>
{
    public ValidateOptionsResult Validate(string? name, SsoOptions options)
    {
        if (string.IsNullOrEmpty(options.Issuer))
        {
            return ValidateOptionsResult.Success;
        }

        try
        {
            return identity.Value.Issuers.Any(issuer => issuer.Authority?.TrimEnd('/') == options.Issuer.TrimEnd('/'))
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"Gateway:Sso:Issuer '{options.Issuer}' is the authority of none of Gateway:Issuers.");
        }
        catch (OptionsValidationException)
        {
            // The issuers' own validator tells what is wrong with them.
            return ValidateOptionsResult.Success;
        }
    }
}
