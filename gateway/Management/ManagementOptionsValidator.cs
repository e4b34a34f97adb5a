using Gateway.Identity;
using Microsoft.Extensions.Options;

namespace Gateway.Management;

/// <summary>Checks what data annotations cannot say: operators would learn only when sessions must end that none of them may end any.</summary>
internal sealed class ManagementOptionsValidator(IConfiguration configuration) : IValidateOptions<ManagementOptions>
{
    public ValidateOptionsResult Validate(string? name, ManagementOptions options) =>
        WrittenIssuers.Check(configuration, "Gateway:Management:Issuer", options.Issuer);
}
