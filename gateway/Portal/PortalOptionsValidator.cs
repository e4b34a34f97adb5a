using Gateway.Identity;
using Microsoft.Extensions.Options;

namespace Gateway.Portal;

/// <summary>Checks the portal's settings against each other and against the issuers, and never repeats the secret.</summary>
internal sealed class PortalOptionsValidator(IConfiguration configuration) : IValidateOptions<PortalOptions>
{
    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        var problems = new List<string>();
        if (!options.Configured && (!string.IsNullOrEmpty(options.ClientSecret) || !string.IsNullOrEmpty(options.Issuer)))
        {
            problems.Add("Gateway:Portal:ClientId is required where other settings of Gateway:Portal are given.");
        }

        if (options.Issuer is { Length: > 0 } authority && !WrittenIssuers.Include(configuration, authority))
        {
            problems.Add($"Gateway:Portal:Issuer '{authority}' is none of the authorities in Gateway:Issuers.");
        }

        foreach (var (scope, i) in options.Scopes.Select((scope, i) => (scope, i)).Where(entry => entry.scope.Length == 0 || entry.scope.Any(c => c is <= ' ' or '"' or '\\' or > '~')))
        {
            problems.Add($"Gateway:Portal:Scopes:{i} '{scope}' is no scope (RFC 6749 section 3.3); give one scope an entry.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
