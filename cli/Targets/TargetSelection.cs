using Gateway.Cli.Terminal;

namespace Gateway.Cli.Targets;

/// <summary>Which gateway a command means.</summary>
internal static class TargetSelection
{
    /// <summary>
    /// The named target; else <c>STSGW_GATEWAY</c>, an address that need not be saved (CI jobs); else <c>STSGW_TARGET</c>; else the current one.
    /// </summary>
    public static Result<Target> Select(CliContext context, TargetFile file, string? named)
    {
        var read = file.Read();
        if (!read.Succeeded)
        {
            return read.Failure;
        }

        var book = read.Value;
        if (named is null && context.Variable("STSGW_GATEWAY") is { } address)
        {
            var allowHttp = context.Variable("STSGW_ALLOW_HTTP") == "1";
            var url = TargetUrl.Parse(address, allowHttp);
            return url.Succeeded
                ? book.Find(url.Value) ?? Target.Unsaved(url.Value, allowHttp)
                : url.Failure;
        }

        if ((named ?? context.Variable("STSGW_TARGET") ?? book.Current) is not { } name)
        {
            return new Failure(ExitCode.LoginNeeded, "No gateway is known yet.", "Run `stsgw login https://your-gateway`.");
        }

        return book.Find(name) is { } target
            ? target
            : new Failure(ExitCode.Usage, $"There is no target '{name}'.", "`stsgw targets list` shows them all.");
    }
}
