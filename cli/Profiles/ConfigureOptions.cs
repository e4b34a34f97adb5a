using System.CommandLine;
using Gateway.Cli.Credentials;
using Gateway.Cli.Running;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Profiles;

/// <summary>What <c>stsgw configure</c> can be told.</summary>
internal sealed class ConfigureOptions
{
    private readonly Option<string?> _prefix = new("--prefix") { Description = "What profiles' names begin with; default: the target's name and a dash.", HelpName = "text" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show what would change, and change nothing." };
    private readonly Option<bool> _remove = new("--remove") { Description = "Take the profiles away again." };
    private readonly Option<bool> _sso = new("--sso") { Description = "Write profiles for 'aws sso login' instead: an sso-session, and services that lead to the gateway." };
    private readonly ChoiceOption<CredentialMode?> _mode = new("--mode", ["-m"], "forward", "credentials") { Description = "Write profiles of this mode only; default: forward where a role permits it, else credentials." };
    private readonly ChoiceOption<ProfileKind> _via = new("--via", [], "webidentity", "process") { Description = "How forward profiles get credentials: webidentity (default) or process." };
    private readonly Option<string?> _awsFile = new("--file", "-f") { Description = "The AWS configuration file; default: $AWS_CONFIG_FILE, else ~/.aws/config.", HelpName = "path" };
    private readonly RegionOption _region = new();

    /// <summary>A command with these options.</summary>
    public Command Command(string name, string description) => new(name, description) { _prefix, _sso, _dryRun, _remove, _mode, _via, _awsFile, _region };

    public ConfigureRequest Read(ParseResult parse) => new()
    {
        Prefix = parse.GetValue(_prefix),
        DryRun = parse.GetValue(_dryRun),
        Remove = parse.GetValue(_remove),
        Sso = parse.GetValue(_sso),
        Mode = parse.GetValue(_mode),
        Kind = parse.GetValue(_via),
        AwsFile = parse.GetValue(_awsFile),
        Region = parse.GetValue(_region),
    };
}
