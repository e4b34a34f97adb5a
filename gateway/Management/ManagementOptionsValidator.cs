using Gateway.Identity;
using Microsoft.Extensions.Options;

namespace Gateway.Management;

/// <summary>Checks what data annotations cannot say: an operator would learn only when sessions must end that nobody may end them.</summary>
internal sealed class ManagementOptionsValidator(IOptions<IdentityOptions> identity) : IValidateOptions<ManagementOptions>
{
    public ValidateOptionsResult Validate(string? name, ManagementOptions options)
    {
        if (string.IsNullOrEmpty(options.Issuer))
        {
            return ValidateOptionsResult.Success;
        }

        try
        {
            return identity.Value.Issuers.Any(issuer => issuer.Authority == options.Issuer)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"Gateway:Management:Issuer '{options.Issuer}' is, letter by letter, the authority of none of Gateway:Issuers.");
        }
        catch (OptionsValidationException)
        {
            // The issuers' own validator tells what is wrong with them.
            return ValidateOptionsResult.Success;
        }
    }
}
