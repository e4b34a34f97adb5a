using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Profiles;

/// <summary>A target's profiles take the place of those that it had in the AWS configuration file.</summary>
internal sealed class ProfileChange(CliContext context, AwsConfigFile file, Target target, IReadOnlyList<Profile> profiles)
{
    /// <summary>Prints the difference that it would make.</summary>
    /// <returns>Why it cannot be made; null where it can.</returns>
    public async Task<Failure?> ShowAsync()
    {
        var change = Texts();
        if (!change.Succeeded)
        {
            return change.Failure;
        }

        await context.Out.WriteLineAsync($"--- {file.Path}\n+++ {file.Path}");
        foreach (var line in LineDiff.Of(change.Value.Before, change.Value.After))
        {
            await context.Out.WriteLineAsync(PlainText.Of(line));
        }

        return null;
    }

    /// <summary>Makes it.</summary>
    /// <returns>Why it was not made; null where it was.</returns>
    public async Task<Failure?> WriteAsync(CancellationToken cancellation)
    {
        // Two targets' profiles, written at once, are both in the file afterwards.
        using var held = await file.LockAsync(cancellation);
        if (held is null)
        {
            return new Failure(ExitCode.Failed, $"{file.Path} is locked by another stsgw.");
        }

        var change = Texts();
        return change.Succeeded
            ? change.Value.After == change.Value.Before ? null : file.Write(change.Value.After)
            : change.Failure;
    }

    /// <summary>Tells what the file has now.</summary>
    /// <param name="tokenFile">The file of the token that the profiles read; null where they read none.</param>
    public async Task TellAsync(string? tokenFile)
    {
        await context.Error.WriteLineAsync($"{file.Path} now has {profiles.Count(p => p.IsProfile)} profile(s) for {target.Name}.");
        foreach (var profile in profiles.Where(p => p.IsProfile))
        {
            await context.Error.WriteLineAsync($"  {profile.Name}");
        }

        if (profiles.FirstOrDefault(p => p.Type == "sso-session") is { } ssoSession)
        {
            await context.Error.WriteLineAsync($"`aws sso login --profile {profiles.First(p => p.IsProfile).Name}` signs in for all profiles of the session {ssoSession.Name}.");
        }

        if (tokenFile is not null)
        {
            await context.Error.WriteLineAsync($"They read {tokenFile}; `stsgw token --file {tokenFile} --watch` keeps it fresh.");
        }
    }

    private Result<(string Before, string After)> Texts()
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
}
