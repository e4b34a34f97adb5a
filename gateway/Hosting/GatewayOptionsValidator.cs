using System.Net;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting;

/// <summary>Checks what data annotations cannot say.</summary>
internal sealed class GatewayOptionsValidator : IValidateOptions<GatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        var problems = options.TrustedProxies
            .Select((range, i) => (Range: range, Index: i))
            .Where(proxy => !IPNetwork.TryParse(proxy.Range, out _))
            .Select(proxy => $"Gateway:TrustedProxies:{proxy.Index} '{proxy.Range}' is no address range; write it as in 10.0.0.0/8.")
            .ToList();
        if (!string.IsNullOrEmpty(options.SettingsFolder) && !Directory.Exists(options.SettingsFolder))
        {
            problems.Add($"Gateway:SettingsFolder '{options.SettingsFolder}' is no folder that is there and may be read.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
