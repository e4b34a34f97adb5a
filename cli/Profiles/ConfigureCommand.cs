using System.CommandLine;
using Gateway.Cli.Credentials;
using Gateway.Cli.Login;
using Gateway.Cli.Roles;
using Gateway.Cli.Running;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Profiles;

/// <summary><c>stsgw configure</c>: one AWS profile a role.</summary>
internal sealed class ConfigureCommand : Command
{
    private readonly Option<string?> _prefix = new("--prefix") { Description = "What profiles' names begin with; default: the target's name and a dash.", HelpName = "text" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show what would change, and change nothing." };
    private readonly Option<bool> _remove = new("--remove") { Description = "Take the profiles away again." };
    private readonly Option<bool> _sso = new("--sso") { Description = "Write profiles for 'aws sso login' instead: an sso-session, and services that lead to the gateway." };
    private readonly ChoiceOption<CredentialMode?> _mode = new("--mode", ["-m"], "forward", "credentials") { Description = "Write profiles of this mode only; default: forward where a role permits it, else credentials." };
    private readonly ChoiceOption<ProfileKind> _via = new("--via", [], "webidentity", "process") { Description = "How forward profiles get credentials: webidentity (default) or process." };
    private readonly Option<string?> _awsFile = new("--file", "-f") { Description = "The AWS configuration file; default: $AWS_CONFIG_FILE, else ~/.aws/config.", HelpName = "path" };
    private readonly RegionOption _region = new();
    private readonly CliContext _context;
    private readonly TargetFile _targets;

    private ConfigureCommand(CliContext context, TargetFile targets)
        : base("configure", "Write one AWS profile for each role into the AWS configuration file.")
    {
        _context = context;
        _targets = targets;
        Option[] options = [_prefix, _sso, _dryRun, _remove, _mode, _via, _awsFile, _region];
        foreach (var option in options)
        {
            Options.Add(option);
        }
    }

    public static Command Create(CliContext context, TargetFile targets, GatewaySessions sessions, TargetOption target)
    {
        var command = new ConfigureCommand(context, targets);
        command.SetHandler(context, async (parse, cancellation) =>
        {
            var opened = await sessions.OpenAsync(parse.GetValue(target), cancellation);
            return opened.Succeeded ? await command.RunAsync(parse, opened.Value, cancellation) : context.Fail(opened.Failure);
        });
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, GatewaySession session, CancellationToken cancellation)
    {
        var tokenFile = session.Target.TokenFile ?? TokenFile.DefaultPath(_context, session.Target);
        var profiles = await ProfilesAsync(parse, session, tokenFile, cancellation);
        if (!profiles.Succeeded)
        {
            return _context.Fail(profiles.Failure);
        }

        var file = new AwsConfigFile(_context, parse.GetValue(_awsFile));
        var before = file.Read();
        var after = before.Succeeded ? new AwsConfigText(before.Value).With(session.Target.Name, profiles.Value) : before;
        if (!before.Succeeded || !after.Succeeded)
        {
            var failure = after.Failure!;
            return _context.Fail(failure with { Message = failure.Message.Contains(file.Path, StringComparison.Ordinal) ? failure.Message : $"{file.Path}: {failure.Message}" });
        }

        if (parse.GetValue(_dryRun))
        {
            await _context.Out.WriteLineAsync($"--- {file.Path}\n+++ {file.Path}");
            foreach (var line in LineDiff.Of(before.Value, after.Value))
            {
                await _context.Out.WriteLineAsync(PlainText.Of(line));
            }

            return (int)ExitCode.Done;
        }

        if (after.Value != before.Value && file.Write(after.Value) is { } refused)
        {
            return _context.Fail(refused);
        }

        return await KeepTokenFileAsync(session, profiles.Value, tokenFile, file.Path, cancellation);
    }

    private async Task<Result<IReadOnlyList<Profile>>> ProfilesAsync(ParseResult parse, GatewaySession session, string tokenFile, CancellationToken cancellation)
    {
        if (parse.GetValue(_remove))
        {
            return Array.Empty<Profile>();
        }

        var roles = await RoleList.FetchAsync(_context, session, cancellation);
        if (!roles.Succeeded)
        {
            return roles.Failure;
        }

        var region = parse.GetValue(_region) ?? session.Configuration.Region;
        var set = new ProfileSet(session.Target, _context.ProgramPath, tokenFile)
        {
            Prefix = parse.GetValue(_prefix) ?? $"{session.Target.Name}-",
            Region = region,
            Sso = parse.GetValue(_sso) ? new SsoProfiles(session.Target, session.Configuration.Doors, region) : null,
            Kind = parse.GetValue(_via),
            Mode = parse.GetValue(_mode),
        };
        return set.Of(roles.Value);
    }

    /// <summary>Remembers that web identity profiles read this file, so that each renewal of the login writes it.</summary>
    private async Task<int> KeepTokenFileAsync(
        GatewaySession session, IReadOnlyList<Profile> profiles, string tokenFile, string path, CancellationToken cancellation)
    {
        var wanted = profiles.Any(p => p.Settings.Any(s => s.Key == "web_identity_token_file"));
        if (wanted)
        {
            var token = await session.TokenAsync(cancellation);
            if (!token.Succeeded)
            {
                return _context.Fail(token.Failure);
            }

            TokenFile.Write(tokenFile, token.Value.Value);
        }
        else if (File.Exists(tokenFile))
        {
            File.Delete(tokenFile);
        }

        var saved = await _targets.ChangeAsync(book => book.With(session.Target with { TokenFile = wanted ? tokenFile : null }), cancellation);
        if (!saved.Succeeded)
        {
            return _context.Fail(saved.Failure);
        }

        await _context.Error.WriteLineAsync($"{path} now has {profiles.Count(p => p.IsProfile)} profile(s) for {session.Target.Name}.");
        foreach (var profile in profiles.Where(p => p.IsProfile))
        {
            await _context.Error.WriteLineAsync($"  {profile.Name}");
        }

        if (profiles.FirstOrDefault(p => p.Type == "sso-session") is { } ssoSession)
        {
            await _context.Error.WriteLineAsync($"`aws sso login --profile {profiles.First(p => p.IsProfile).Name}` signs in for all profiles of the session {ssoSession.Name}.");
        }

        if (wanted)
        {
            await _context.Error.WriteLineAsync($"They read {tokenFile}; `stsgw token --file {tokenFile} --watch` keeps it fresh.");
        }

        return (int)ExitCode.Done;
    }
}
