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
        var target = Named(session.Target);
        if (!target.Succeeded)
        {
            return _context.Fail(target.Failure);
        }

        var tokenFile = target.Value.TokenFile ?? TokenFile.DefaultPath(_context, target.Value);
        var profiles = await ProfilesAsync(parse, session, target.Value, tokenFile, cancellation);
        if (!profiles.Succeeded)
        {
            return _context.Fail(profiles.Failure);
        }

        var file = new AwsConfigFile(_context, parse.GetValue(_awsFile));
        var refused = parse.GetValue(_dryRun)
            ? await ShowAsync(file, target.Value, profiles.Value)
            : await WriteAsync(file, target.Value, profiles.Value, cancellation);
        if (refused is not null)
        {
            return _context.Fail(refused);
        }

        return parse.GetValue(_dryRun)
            ? (int)ExitCode.Done
            : await KeepTokenFileAsync(session, target.Value, profiles.Value, tokenFile, file.Path, cancellation);
    }

    /// <summary>The target; one that is not saved yet gets the name that it will be saved by, since profiles name it.</summary>
    private Result<Target> Named(Target target)
    {
        if (target.IsSaved)
        {
            return target;
        }

        var read = _targets.Read();
        return read.Succeeded ? target with { Name = read.Value.FreeName(TargetName.For(target.Url)) } : read.Failure;
    }

    private async Task<Failure?> ShowAsync(AwsConfigFile file, Target target, IReadOnlyList<Profile> profiles)
    {
        var change = Change(file, target, profiles);
        if (!change.Succeeded)
        {
            return change.Failure;
        }

        await _context.Out.WriteLineAsync($"--- {file.Path}\n+++ {file.Path}");
        foreach (var line in LineDiff.Of(change.Value.Before, change.Value.After))
        {
            await _context.Out.WriteLineAsync(PlainText.Of(line));
        }

        return null;
    }

    private async Task<Failure?> WriteAsync(AwsConfigFile file, Target target, IReadOnlyList<Profile> profiles, CancellationToken cancellation)
    {
        // Two targets' profiles, written at once, are both in the file afterwards.
        using var held = await file.LockAsync(cancellation);
        if (held is null)
        {
            return new Failure(ExitCode.Failed, $"{file.Path} is locked by another stsgw.");
        }

        var change = Change(file, target, profiles);
        return change.Succeeded
            ? change.Value.After == change.Value.Before ? null : file.Write(change.Value.After)
            : change.Failure;
    }

    private static Result<(string Before, string After)> Change(AwsConfigFile file, Target target, IReadOnlyList<Profile> profiles)
    {
        var before = file.Read();
        var after = before.Succeeded ? new AwsConfigText(before.Value).With(target.Name, profiles) : before;
        if (before.Succeeded && after.Succeeded)
        {
            return (before.Value, after.Value);
        }

        var failure = after.Failure!;
        return failure with { Message = failure.Message.Contains(file.Path, StringComparison.Ordinal) ? failure.Message : $"{file.Path}: {failure.Message}" };
    }

    private async Task<Result<IReadOnlyList<Profile>>> ProfilesAsync(
        ParseResult parse, GatewaySession session, Target target, string tokenFile, CancellationToken cancellation)
    {
        if (parse.GetValue(_remove))
        {
            return Array.Empty<Profile>();
        }

        // A role that wants another login just now is still one of the person's: its profile stays, and asks when it is used.
        var roles = await RoleList.FetchAsync(_context, session, cancellation);
        if (!roles.Succeeded)
        {
            return roles.Failure;
        }

        var region = parse.GetValue(_region) ?? session.Configuration.Region;
        var set = new ProfileSet(target, _context.ProgramPath, tokenFile)
        {
            Prefix = parse.GetValue(_prefix) ?? $"{target.Name}-",
            Region = region,
            Sso = parse.GetValue(_sso) ? new SsoProfiles(target, session.Configuration.Doors, region) : null,
            Kind = parse.GetValue(_via),
            Mode = parse.GetValue(_mode),
        };
        return set.Of(roles.Value);
    }

    /// <summary>Remembers that web identity profiles read this file, so that each renewal of the login writes it.</summary>
    private async Task<int> KeepTokenFileAsync(
        GatewaySession session, Target target, IReadOnlyList<Profile> profiles, string tokenFile, string path, CancellationToken cancellation)
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

        var saved = await SaveAsync(target with { TokenFile = wanted ? tokenFile : null }, isNew: profiles.Count > 0, cancellation);
        if (!saved.Succeeded)
        {
            return _context.Fail(saved.Failure);
        }

        await TellAsync(target, profiles, path, wanted ? tokenFile : null);
        return (int)ExitCode.Done;
    }

    /// <summary>Writes the token file's name into the target's entry as it stands now. Profiles name the target, so it is added where it is not there yet.</summary>
    private async Task<Result<TargetBook>> SaveAsync(Target target, bool isNew, CancellationToken cancellation)
    {
        var saved = await _targets.ChangeAsync(
            book => book.Find(target.Name) switch
            {
                { } entry when entry.Url == target.Url => book.With(entry with { TokenFile = target.TokenFile, Configuration = entry.Configuration ?? target.Configuration }),
                null when isNew => book.With(target),
                _ => book,
            },
            cancellation);
        return isNew && saved.Succeeded && saved.Value.Find(target.Name)?.Url != target.Url
            ? new Failure(ExitCode.Failed, $"Another gateway has become the target '{target.Name}' meanwhile.", "Run the command again.")
            : saved;
    }

    private async Task TellAsync(Target target, IReadOnlyList<Profile> profiles, string path, string? tokenFile)
    {
        await _context.Error.WriteLineAsync($"{path} now has {profiles.Count(p => p.IsProfile)} profile(s) for {target.Name}.");
        foreach (var profile in profiles.Where(p => p.IsProfile))
        {
            await _context.Error.WriteLineAsync($"  {profile.Name}");
        }

        if (profiles.FirstOrDefault(p => p.Type == "sso-session") is { } ssoSession)
        {
            await _context.Error.WriteLineAsync($"`aws sso login --profile {profiles.First(p => p.IsProfile).Name}` signs in for all profiles of the session {ssoSession.Name}.");
        }

        if (tokenFile is not null)
        {
            await _context.Error.WriteLineAsync($"They read {tokenFile}; `stsgw token --file {tokenFile} --watch` keeps it fresh.");
        }
    }
}
