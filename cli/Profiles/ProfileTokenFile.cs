using Gateway.Cli.Login;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Profiles;

/// <summary>The file of the token that a target's web identity profiles read.</summary>
internal sealed class ProfileTokenFile(CliContext context, TargetFile targets, Target target)
{
    public string Path { get; } = target.TokenFile ?? TokenFile.DefaultPath(context, target);

    public static bool IsWantedBy(IReadOnlyList<Profile> profiles) => profiles.Any(p => p.Settings.Any(s => s.Key == "web_identity_token_file"));

    /// <summary>Remembers that web identity profiles read this file, so that each renewal of the login writes it; where none does, the file goes.</summary>
    /// <returns>Why that cannot be; null where it was done.</returns>
    public async Task<Failure?> KeepAsync(GatewaySession session, IReadOnlyList<Profile> profiles, CancellationToken cancellation)
    {
        var isWanted = IsWantedBy(profiles);
        if (isWanted)
        {
            var token = await session.TokenAsync(cancellation);
            if (!token.Succeeded)
            {
                return token.Failure;
            }

            TokenFile.Write(Path, token.Value.Value);
        }
        else if (File.Exists(Path))
        {
            File.Delete(Path);
        }

        return await SaveAsync(target with { TokenFile = isWanted ? Path : null }, isNew: profiles.Count > 0, cancellation);
    }

    /// <summary>Writes the token file's name into the target's entry as it stands now. Profiles name the target, so it is added where it is not there yet.</summary>
    private async Task<Failure?> SaveAsync(Target named, bool isNew, CancellationToken cancellation)
    {
        var saved = await targets.ChangeAsync(
            book => book.Find(named.Name) switch
            {
                { } entry when entry.Url == named.Url => book.With(entry with { TokenFile = named.TokenFile, Configuration = entry.Configuration ?? named.Configuration }),
                null when isNew => book.With(named),
                _ => book,
            },
            cancellation);
        return isNew && saved.Succeeded && saved.Value.Find(named.Name)?.Url != named.Url
            ? new Failure(ExitCode.Failed, $"Another gateway has become the target '{named.Name}' meanwhile.", "Run the command again.")
            : saved.Failure;
    }
}
