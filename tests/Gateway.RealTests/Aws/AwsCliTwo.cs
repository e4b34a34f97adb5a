using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Aws;

/// <summary>The AWS CLI 2, which alone knows <c>aws sso login</c>, in two generations.</summary>
internal static class AwsCliTwo
{
    /// <summary>As AWS builds it today; <c>.ci/run</c> sets the variable.</summary>
    public static string? FindCurrent() =>
        Environment.GetEnvironmentVariable("AWS_CLI_V2") is { Length: > 0 } program && File.Exists(program) ? program : null;

    /// <summary>As Debian ships it, whatever other <c>aws</c> comes first on the PATH: 2.9, which logs in with device codes and knows no variables for endpoints.</summary>
    public static string? FindDebian() => File.Exists("/usr/bin/aws") ? "/usr/bin/aws" : null;

    public static string RequireCurrent()
    {
        var program = FindCurrent();
        if (program is null)
        {
            AbsentPart.Report("AWS CLI 2", "Set AWS_CLI_V2 to its program.");
        }

        return program;
    }

    public static string RequireDebian()
    {
        var program = FindDebian();
        if (program is null)
        {
            AbsentPart.Report("AWS CLI 2 of Debian", "apt-get install awscli.");
        }

        return program;
    }
}
