using System.CommandLine;

namespace Gateway.Cli.Targets;

/// <summary>A target that is known already.</summary>
internal sealed class TargetArgument : Argument<string>
{
    public TargetArgument(TargetFile file)
        : base("name")
    {
        Description = "Its name in `stsgw targets list`.";
        CompletionSources.Add(_ => file.Read().Value?.Targets.Select(t => t.Name) ?? []);
    }
}
