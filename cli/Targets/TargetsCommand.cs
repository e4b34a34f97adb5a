using System.CommandLine;
using System.Text.Json;
using Gateway.Cli.Roles;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Targets;

/// <summary><c>stsgw targets</c>: the gateways that a person uses.</summary>
internal static class TargetsCommand
{
    public static Command Create(CliContext context, TargetFile file)
    {
        var command = new Command("targets", "The gateways that you use: add, list, use, remove.")
        {
            Add(context, file),
            List(context, file),
            Use(context, file),
            Remove(context, file),
        };
        command.Aliases.Add("target");
        return command;
    }

    private static Command Add(CliContext context, TargetFile file)
    {
        var name = new Argument<string>("name") { Description = "What to call it." };
        var address = new Argument<string?>("url") { Description = "Its address.", Arity = ArgumentArity.ZeroOrOne };
        // As an older command line has it.
        var option = new Option<string?>("--url") { Hidden = true };
        var allowHttp = new AllowHttpOption();
        var command = new Command("add", "Remember a gateway.") { name, address, option, allowHttp };
        command.Aliases.Add("create");
        command.Validators.Add(result =>
        {
            if (result.GetValue(address) is null == result.GetValue(option) is null)
            {
                result.AddError("Give the gateway's address once: stsgw targets add NAME URL.");
            }
        });
        command.SetHandler(context, async (parse, cancellation) =>
        {
            if (!TargetName.TryParse(parse.GetRequiredValue(name), out var parsed))
            {
                return context.Fail(new Failure(
                    ExitCode.Usage,
                    $"'{parse.GetRequiredValue(name)}' cannot be a target's name.",
                    "Use up to 63 letters, digits, dots, dashes and underscores; begin with a letter or digit."));
            }

            var url = TargetUrl.Parse((parse.GetValue(address) ?? parse.GetValue(option))!, parse.GetValue(allowHttp));
            if (!url.Succeeded)
            {
                return context.Fail(url.Failure);
            }

            var known = false;
            var changed = await file.ChangeAsync(
                book =>
                {
                    known = book.Find(parsed.Value) is not null;
                    return known ? book : book.With(new Target { Name = parsed.Value, Url = url.Value, AllowHttp = parse.GetValue(allowHttp) });
                },
                cancellation);
            if (!changed.Succeeded)
            {
                return context.Fail(changed.Failure);
            }

            if (known)
            {
                return context.Fail(new Failure(ExitCode.Usage, $"There is a target '{parsed}' already.", $"`stsgw targets remove {parsed}` forgets it."));
            }

            await context.Error.WriteLineAsync($"Added {parsed}. Next: stsgw login --target {parsed}");
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Command List(CliContext context, TargetFile file)
    {
        var output = new OutputOption();
        var command = new Command("list", "Show the gateways.") { output };
        command.Aliases.Add("ls");
        command.SetHandler(context, async (parse, _) =>
        {
            var read = file.Read();
            if (!read.Succeeded)
            {
                return context.Fail(read.Failure);
            }

            IReadOnlyList<TargetRow> rows =
            [
                .. read.Value.Targets.Select(t =>
                    new TargetRow(t.Name, t.Url, t.Name == read.Value.Current, t.Configuration?.Issuer, t.Configuration?.Region)),
            ];
            if (parse.GetValue(output) is OutputFormat.Json)
            {
                await context.Out.WriteLineAsync(JsonSerializer.Serialize(rows, TargetJson.Default.IReadOnlyListTargetRow));
            }
            else
            {
                TableOutput.Write(context, ["", "NAME", "URL", "REGION"], rows.Select(r => (string[])[r.Current ? "*" : "", r.Name, r.Url.AbsoluteUri, r.Region ?? ""]));
            }

            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Command Use(CliContext context, TargetFile file)
    {
        var name = new TargetArgument(file);
        var command = new Command("use", "Make a gateway the one that commands use.") { name };
        command.Aliases.Add("set");
        command.SetHandler(context, async (parse, cancellation) =>
            await ChangeKnownAsync(context, file, parse.GetRequiredValue(name), (book, target) => book with { Current = target.Name }, cancellation));
        return command;
    }

    private static Command Remove(CliContext context, TargetFile file)
    {
        var name = new TargetArgument(file);
        var command = new Command("remove", "Forget a gateway and the session held for it.") { name };
        command.Aliases.Add("rm");
        command.Aliases.Add("delete");
        command.SetHandler(context, async (parse, cancellation) =>
            await ChangeKnownAsync(
                context,
                file,
                parse.GetRequiredValue(name),
                (book, target) =>
                {
                    Forget(context, target);
                    return book.Without(target.Name);
                },
                cancellation));
        return command;
    }

    /// <summary>All that was kept for a gateway. What cannot be reached, such as a keyring of another session, keeps nothing else from being forgotten.</summary>
    private static void Forget(CliContext context, Target target)
    {
        BestEffort.Try(context, "The session cannot be forgotten", () => SessionStore.For(context, target).Delete());
        BestEffort.Try(context, "The workload's token cannot be forgotten", () => SessionStore.ForClient(context, target).Delete());
        BestEffort.Try(context, "The token file cannot be removed", () => TokenFile.Delete(context, target));
        BestEffort.Try(context, "The roles' names cannot be forgotten", () => new RoleMemory(context).Forget(target));
    }

    private static async Task<int> ChangeKnownAsync(
        CliContext context, TargetFile file, string name, Func<TargetBook, Target, TargetBook> change, CancellationToken cancellation)
    {
        var found = false;
        var changed = await file.ChangeAsync(
            book =>
            {
                var target = book.Find(name);
                found = target is not null;
                return target is null ? book : change(book, target);
            },
            cancellation);
        if (!changed.Succeeded)
        {
            return context.Fail(changed.Failure);
        }

        return found
            ? (int)ExitCode.Done
            : context.Fail(new Failure(ExitCode.Usage, $"There is no target '{name}'.", "`stsgw targets list` shows them all."));
    }
}
