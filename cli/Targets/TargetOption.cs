using System.CommandLine;

namespace Gateway.Cli.Targets;

/// <summary><c>--target NAME</c>, known to every command.</summary>
internal sealed class TargetOption : Option<string?>
{
    public TargetOption(TargetFile file)
        : base("--target", "-t")
    {
        Description = "The gateway to use, by its name in `stsgw targets list`; also $STSGW_TARGET.";
        HelpName = "name";
        Recursive = true;
        CompletionSources.Add(_ => file.Read().Value?.Targets.Select(t => t.Name) ?? []);
    }
}
