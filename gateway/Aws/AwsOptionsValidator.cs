using Microsoft.Extensions.Options;

namespace Gateway.Aws;

/// <summary>Lists everything that is wrong with <c>Gateway:Aws</c> at once.</summary>
/// <param name="knownServices">What services may be called.</param>
internal sealed class AwsOptionsValidator(IReadOnlySet<string> knownServices) : IValidateOptions<AwsOptions>
{
    public ValidateOptionsResult Validate(string? name, AwsOptions options)
    {
        var problems = new List<string>();
        if (!IsRegion(options.Region))
        {
            problems.Add($"Gateway:Aws:Region '{options.Region}' is no region; write it as in eu-west-1.");
        }

        foreach (var (key, url) in options.Endpoints.Select(e => ($"Gateway:Aws:Endpoints:{e.Key}", e.Value)).Prepend(("Gateway:Aws:EndpointUrl", options.EndpointUrl!)))
        {
            if (url is not null && (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0))
            {
                problems.Add($"{key} must be an http or https URL without user, query or fragment.");
            }
        }

        problems.AddRange(options.Endpoints.Keys
            .Where(service => !knownServices.Contains(service) && service != "signin")
            .Select(service => $"Gateway:Aws:Endpoints:{service} names no AWS service; use an endpoint name such as s3, sts or dynamodb."));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static bool IsRegion(string region) =>
        region.Length is >= 3 and <= 32 && region.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && char.IsAsciiLetterLower(region[0]);
}
