using System.Reflection;

namespace Gateway.Hosting;

/// <summary>
/// Finds what is set below <c>Gateway</c> and read by nothing, such as a key that was mistyped. It is told and no reason not to start: an older gateway may be given the settings of a newer one.
/// </summary>
internal sealed class UnknownSettings(IEnumerable<KnownSection> known, IConfiguration configuration, ILogger<UnknownSettings> logger)
{
    /// <summary>The keys, in their order.</summary>
    public IReadOnlyList<string> Keys => [.. configuration.GetSection("Gateway").AsEnumerable()
        .Where(setting => setting.Value is not null && !IsKnown(setting.Key))
        .Select(setting => setting.Key)
        .Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Tells of each.</summary>
    public void Tell()
    {
        foreach (var key in Keys)
        {
            Log.SettingUnknown(logger, key);
        }
    }

    private bool IsKnown(string key) => known.Any(section => Reads(section.Type, key, section.Path));

    private static bool Reads(Type type, string key, string path)
    {
        if (key.Equals(path, StringComparison.OrdinalIgnoreCase))
        {
            return TypedSection.IsValue(type);
        }

        if (TypedSection.IsValue(type) || !key.StartsWith(path + ConfigurationPath.KeyDelimiter, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var name = key[(path.Length + 1)..].Split(ConfigurationPath.KeyDelimiter, 2)[0];
        var inner = TypedSection.Element(type) ?? type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)?.PropertyType;
        return inner is not null && Reads(inner, key, ConfigurationPath.Combine(path, name));
    }
}
