using Microsoft.Extensions.Options;

namespace Gateway.Hosting;

/// <summary>Checks the log levels before the framework reads them, whose words for a wrong one name no key.</summary>
internal static class LogLevels
{
    /// <summary>Throws where a level is none, with every such key.</summary>
    public static void Check(IConfiguration configuration)
    {
        var problems = configuration.GetSection("Logging").AsEnumerable()
            .Where(setting => IsLevel(setting.Key) && !string.IsNullOrEmpty(setting.Value) && !Enum.TryParse<LogLevel>(setting.Value, ignoreCase: true, out _))
            .Select(setting => $"{setting.Key} '{setting.Value}' is no log level; it must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}.")
            .Order(StringComparer.Ordinal)
            .ToList();
        if (problems.Count > 0)
        {
            throw new OptionsValidationException("", typeof(LoggerFilterOptions), problems);
        }
    }

    // Logging:LogLevel:CATEGORY for all, Logging:PROVIDER:LogLevel:CATEGORY for one.
    private static bool IsLevel(string key) => key.Split(':').Skip(1).Take(2).Contains("LogLevel", StringComparer.OrdinalIgnoreCase);
}
