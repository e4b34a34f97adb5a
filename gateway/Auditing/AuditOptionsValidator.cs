using Gateway.Limits;
using Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Gateway.Auditing;

/// <summary>Checks what data annotations cannot say.</summary>
internal sealed class AuditOptionsValidator(IConfiguration configuration, IOptions<AuditFileOptions> file, IOptions<LimitOptions> limits) : IValidateOptions<AuditOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditOptions options)
    {
        var problems = new List<string>();
        for (var i = 0; i < options.Sinks.Count; i++)
        {
            if (options.Sinks[i] is not (AuditOptions.StandardOutput or AuditOptions.File or AuditOptions.Otlp))
            {
                problems.Add($"Gateway:Audit:Sinks:{i} '{options.Sinks[i]}' is no sink; it must be stdout, file or otlp.");
            }
            else if (options.Sinks.IndexOf(options.Sinks[i]) < i)
            {
                problems.Add($"Gateway:Audit:Sinks:{i} names '{options.Sinks[i]}' a second time.");
            }
        }

        if (options.Sinks.Contains(AuditOptions.File) && WhyNoFile() is { } why)
        {
            problems.Add(why);
        }

        if (options.Sinks.Contains(AuditOptions.Otlp) && !OtlpSettings.Sends(configuration, "logs"))
        {
            problems.Add("The audit sink 'otlp' needs OTEL_EXPORTER_OTLP_LOGS_ENDPOINT, OTEL_EXPORTER_OTLP_ENDPOINT or Gateway:Telemetry:OtlpEndpoint.");
        }

        if (options.Refuses && ConcurrentRequests() is > 0 and var requests && requests >= options.QueueLength)
        {
            problems.Add($"Gateway:Audit:QueueLength ({options.QueueLength}) must be more than Gateway:Limits:ConcurrentRequests ({requests}), or the requests that one caller has under way can take every place and have all others refused.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private int? ConcurrentRequests()
    {
        try
        {
            return limits.Value.ConcurrentRequests;
        }
        catch (OptionsValidationException)
        {
            // What is wrong with the limits is told by themselves.
            return null;
        }
    }

    private string? WhyNoFile()
    {
        try
        {
            return file.Value.Path is not { Length: > 0 } path ? "Gateway:Audit:File:Path is required for the audit sink 'file'."
                : Directory.Exists(path) ? $"Gateway:Audit:File:Path '{path}' is a folder; name a file in it."
                : !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))) ? $"Gateway:Audit:File:Path '{path}' is in a folder that does not exist."
                : WhyNotWritten(path);
        }
        catch (OptionsValidationException)
        {
            // What is wrong with the file's own options is told by themselves.
            return null;
        }
    }

    /// <summary>Tries the file as the sink will: what a first record would meet is told at start.</summary>
    private static string? WhyNotWritten(string path)
    {
        try
        {
            using var tried = FileSink.Append(path);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"Gateway:Audit:File:Path '{path}' cannot be written, which the gateway's user must be able to: {e.Message}";
        }
    }
}
