using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Login;

/// <summary>The target that a login is for: found or made up before, saved after.</summary>
internal sealed class LoginTarget(CliContext context, TargetFile file)
{
    /// <summary>The target that is meant.</summary>
    /// <param name="choices">What the person wrote.</param>
    /// <param name="named">The target that <c>--target</c> names, if any.</param>
    public Result<Target> Select(LoginChoices choices, string? named)
    {
        if (choices.Url is not { } typed)
        {
            return SelectUsual(named);
        }

        var url = TargetUrl.Parse(typed, choices.AllowHttp);
        var read = file.Read();
        if (!url.Succeeded || !read.Succeeded)
        {
            return url.Failure ?? read.Failure!;
        }

        var wanted = choices.Name ?? named;
        if (wanted is not null && !TargetName.TryParse(wanted, out _))
        {
            return new Failure(ExitCode.Usage, $"'{wanted}' cannot be a target's name.");
        }

        var known = wanted is null ? read.Value.Find(url.Value) : read.Value.Find(wanted);
        if (known is not null && known.Url != url.Value)
        {
            return Taken(known);
        }

        var target = known ?? new Target { Name = wanted ?? read.Value.FreeName(TargetName.For(url.Value)), Url = url.Value };
        return target with { AllowHttp = target.AllowHttp || choices.AllowHttp };
    }

    /// <summary>Writes what a login decides into the entry as it stands now: minutes have passed, and the rest of it is other commands' to change.</summary>
    public async Task<Result<TargetBook>> SaveAsync(Target target, CancellationToken cancellation)
    {
        Target? taken = null;
        var saved = await file.ChangeAsync(
            book =>
            {
                var entry = book.Find(target.Name) ?? target;
                taken = entry.Url == target.Url ? null : entry;
                return taken is not null
                    ? book
                    : book.With(entry with { AllowHttp = target.AllowHttp, Storage = target.Storage, Configuration = target.Configuration }) with { Current = target.Name };
            },
            cancellation);
        return taken is null ? saved : Taken(taken);
    }

    /// <summary>The target that other commands would use; one that is not saved yet gets the name that it will be saved by.</summary>
    private Result<Target> SelectUsual(string? named)
    {
        var selected = TargetSelection.Select(context, file, named);
        return selected is { Succeeded: true, Value.IsSaved: false } && file.Read() is { Succeeded: true, Value: var book }
            ? selected.Value with { Name = book.FreeName(TargetName.For(selected.Value.Url)) }
            : selected;
    }

    private static Failure Taken(Target known) =>
        new(ExitCode.Usage, $"There is a target '{known.Name}' already, with the address {known.Url}.", "Choose another --name.");
}
