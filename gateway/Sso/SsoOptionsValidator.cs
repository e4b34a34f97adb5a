using Gateway.Identity;
using Microsoft.Extensions.Options;

namespace Gateway.Sso;

/// <summary>Checks what data annotations cannot say.</summary>
internal sealed class SsoOptionsValidator(IConfiguration configuration) : IValidateOptions<SsoOptions>
{
    public ValidateOptionsResult Validate(string? name, SsoOptions options) =>
        WrittenIssuers.Check(configuration, "Gateway:Sso:Issuer", options.Issuer);
}
