using Gateway.Cli.Terminal;

namespace Gateway.Cli.Targets;

/// <summary>Which gateway a command means.</summary>
internal static class TargetSelection
{
    /// <summary>
    /// The named target; else <c>STSGW_GATEWAY</c>, an address that need not be saved (CI jobs); else <c>STSGW_TARGET</c>; else the current one. An address
    /// may stand where a name does: a profile that one person gives to another cannot know their names.
    /// </summary>
    public static Result<Target> Select(CliContext context, TargetFile file, string? named)
    {
        var read = file.Read();
        if (!read.Succeeded)
        {
            return read.Failure;
        }

        var book = read.Value;
        var address = named is null ? context.Variable("STSGW_GATEWAY") : IsAddress(named) ? named : null;
        if (address is not null)
        {
            return At(context, book, address);
        }

        if ((named ?? context.Variable("STSGW_TARGET") ?? book.Current) is not { } name)
        {
            return new Failure(ExitCode.LoginNeeded, "No gateway is known yet.", "Run `stsgw login https://your-gateway`.");
        }

        return book.Find(name) is { } target
            ? target
            : new Failure(ExitCode.Usage, $"There is no target '{name}'.", "`stsgw targets list` shows them all.");
    }

    private static bool IsAddress(string named) => named.Contains("://", StringComparison.Ordinal);

    /// <summary>The gateway at an address: as it is saved, where it is, with what was allowed for it then.</summary>
    private static Result<Target> At(CliContext context, TargetBook book, string address)
    {
        if (TargetUrl.Parse(address, allowHttp: true) is { Succeeded: true } anywhere && book.Find(anywhere.Value) is { } known)
        {
            return known;
        }

        var allowHttp = context.Variable("STSGW_ALLOW_HTTP") == "1";
        var url = TargetUrl.Parse(address, allowHttp);
        return url.Succeeded ? Target.Unsaved(url.Value, allowHttp) : url.Failure;
    }
}
