using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway.Identity;

/// <summary>Checks what data annotations cannot say: the issuers, which lie within the options, each problem with its configuration key.</summary>
internal sealed class IdentityOptionsValidator : IValidateOptions<IdentityOptions>
{
    public ValidateOptionsResult Validate(string? name, IdentityOptions options)
    {
        var problems = new List<string>();
        if (options.Issuers.Count == 0)
        {
            problems.Add("Gateway:Issuers:0:Authority is required: name at least one token issuer, "
                + "such as https://sso.example/realms/example, with Gateway:Issuers:0:Audience.");
        }

        for (var i = 0; i < options.Issuers.Count; i++)
        {
            problems.AddRange(Check(options.Issuers[i]).Select(problem => $"Gateway:Issuers:{i}:{problem}."));
        }

        foreach (var twice in options.Issuers.GroupBy(issuer => issuer.Authority?.TrimEnd('/'), StringComparer.Ordinal).Where(g => g.Key is not null && g.Count() > 1))
        {
            problems.Add($"Gateway:Issuers names the authority {twice.Key} {twice.Count()} times; name it once.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Check(IssuerOptions issuer)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(issuer, new ValidationContext(issuer), results, validateAllProperties: true);
        foreach (var result in results)
        {
            yield return result.ErrorMessage!;
        }

        foreach (var (key, address) in new[] { ("Authority", issuer.Authority), ("MetadataAddress", issuer.MetadataAddress) })
        {
            if (!string.IsNullOrEmpty(address) && CheckAddress(issuer, address) is { } problem)
            {
                yield return $"{key} {problem}";
            }
        }
    }

    private static string? CheckAddress(IssuerOptions issuer, string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return $"'{address}' is no http or https URL";
        }

        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            return "must hold no user, query or fragment";
        }

        // The authority is only a name where discovery is read elsewhere.
        var isRead = string.IsNullOrEmpty(issuer.MetadataAddress) || address == issuer.MetadataAddress;
        return isRead && uri.Scheme == "http" && !issuer.AllowsPlainHttp(uri)
            ? $"'{address}' is plain http on a host that is not loopback; use https, or set RequireHttpsMetadata=false where the network is trusted"
            : null;
    }
}
