using System.Reflection;
using Gateway.Policies.Commands;

namespace Gateway;

/// <summary>What the program says of itself.</summary>
internal static class ProgramUsage
{
    public const string Text = $"""
        Usage:
          gateway [--KEY=VALUE]...
              Serves. Settings come from the environment (Gateway__PolicyFile=policy.yaml), the command line (--Gateway:PolicyFile=policy.yaml), or an
              appsettings.json in the working directory. docs/operations.md, "Configuration", describes each.
        {CommandUsage.Commands}
          gateway healthcheck
              Asks the gateway of the same container whether it is ready. Exit code 1 if it is not.
          gateway --help
          gateway --version
        """;

    /// <summary>The program's name and version.</summary>
    public static string Version { get; } =
        $"gateway {typeof(ProgramUsage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}";
}
