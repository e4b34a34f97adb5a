using System.CommandLine;
using Gateway.Cli.Roles;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Credentials;

/// <summary>The options of the commands that ask for credentials: which role, in which mode, for how long.</summary>
internal sealed class CredentialsOptions(CliContext context, TargetOption target)
{
    private readonly RoleOption _role = new(context, target);
    private readonly ModeOption _mode = new();
    private readonly DurationOption _duration = new();

    /// <summary>A command with these options.</summary>
    public Command Command(string name, string description) => new(name, description) { _role, _mode, _duration };

    public CredentialsRequest Read(ParseResult parse) => new(parse.GetRequiredValue(_role), parse.GetValue(_mode), parse.GetValue(_duration));
}
