using System.CommandLine;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Roles;

/// <summary><c>--role ID</c>.</summary>
internal sealed class RoleOption : Option<string>
{
    public RoleOption(CliContext context, TargetOption target)
        : base("--role", "-r")
    {
        Description = "The role, by its id in `stsgw roles` or by its ARN.";
        HelpName = "id|arn";
        Required = true;
        CompletionSources.Add(completion => new RoleMemory(context).Recall(completion.ParseResult.GetValue(target)));
    }
}
