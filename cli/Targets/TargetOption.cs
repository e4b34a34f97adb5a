using System.CommandLine;

namespace Gateway.Cli.Targets;

/// <summary><c>--target NAME</c> or an address, known to every command.</summary>
internal sealed class TargetOption : Option<string?>
{
    public TargetOption(TargetFile file)
        : base("--target", "-t")
    {
        Description = "The gateway to use, by its name in `stsgw targets list` or its address; also $STSGW_TARGET.";
        HelpName = "name";
        Recursive = true;
        CompletionSources.Add(_ => file.Read().Value?.Targets.Select(t => t.Name) ?? []);
    }
}
