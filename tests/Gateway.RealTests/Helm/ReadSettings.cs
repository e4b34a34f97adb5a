using Gateway.Hosting;
using Microsoft.Extensions.Configuration;

namespace Gateway.RealTests.Helm;

/// <summary>Settings that keep which of them the gateway asks for; it asks for those that it knows, by name.</summary>
internal sealed class ReadSettings : ConfigurationProvider, IConfigurationSource
{
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);

    private ReadSettings(IEnumerable<KeyValuePair<string, string?>> settings) => Data = new Dictionary<string, string?>(settings, StringComparer.OrdinalIgnoreCase);

    /// <summary>The settings of <c>Gateway</c> in this environment that the gateway, put together with all of it, never asks for.</summary>
    public static async Task<IReadOnlyList<string>> UnknownAsync(IReadOnlyDictionary<string, string?> environment)
    {
        var settings = environment.Where(variable => variable.Key.StartsWith("Gateway__", StringComparison.Ordinal))
            .ToDictionary(variable => variable.Key.Replace("__", ":", StringComparison.Ordinal), variable => variable.Value);
        var read = new ReadSettings(settings);
        // As arguments too, for what is read before more sources can be added.
        var arguments = settings.Select(setting => $"--{setting.Key}={setting.Value}");
        await using var gateway = GatewayApp.Build([.. arguments], builder => ((IConfigurationBuilder)builder.Configuration).Add(read));
        return [.. settings.Keys.Where(key => !read._read.Contains(key))];
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override bool TryGet(string key, out string? value)
    {
        var known = base.TryGet(key, out value);
        if (known)
        {
            lock (_read)
            {
                _read.Add(key);
            }
        }

        return known;
    }
}
