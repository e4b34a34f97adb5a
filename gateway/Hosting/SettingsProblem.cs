using Microsoft.Extensions.Options;

namespace Gateway.Hosting;

/// <summary>Says what is wrong with the configuration, if that is why the gateway does not start.</summary>
internal static class SettingsProblem
{
    /// <summary>What to tell, a line a problem; null where the exception is of something else.</summary>
    public static IEnumerable<string>? Of(Exception e) => e switch
    {
        OptionsValidationException one => one.Failures,
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures),
        // A command-line switch that cannot be parsed, or a value of the framework's own that is of the wrong type; the message names it.
        InvalidOperationException or FormatException when IsOfReader(e) => [e.Message],
        // An appsettings.json that is no JSON; what is wrong in it is told by the innermost.
        InvalidDataException => [$"{e.Message} {e.GetBaseException().Message}"],
        _ => null,
    };

    // By what threw it: anything at all may go wrong further in, in a method that has to do with configuration. The framework's binders are generated into the
    // assemblies of their options, all in this namespace.
    private static bool IsOfReader(Exception e) => e.TargetSite?.DeclaringType?.FullName?.StartsWith("Microsoft.Extensions.Configuration.", StringComparison.Ordinal) == true;
}
