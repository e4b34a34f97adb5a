namespace Gateway.Policies.Commands;

/// <summary><c>gateway policy check FILE</c>.</summary>
internal static class CheckCommand
{
    public static int Run(string[] args, TextWriter output, TextWriter errors, IReadOnlySet<string>? knownServices)
    {
        if (args is not [var file] || file.StartsWith('-'))
        {
            return CommandUsage.Fail(errors, "check takes one file");
        }

        if (PolicyFileLoader.Load(file, errors, knownServices) is not { } result)
        {
            return 1;
        }

        if (result.Problems.Count > 0)
        {
            errors.WriteLine(result.Report);
        }

        var wrong = result.Problems.Count(problem => !problem.Warning);
        var warnings = result.Problems.Count - wrong;
        if (!result.Loaded)
        {
            errors.WriteLine($"{file}: {Count(wrong, "error")}, {Count(warnings, "warning")}");
            return 1;
        }

        output.WriteLine(
            $"{file}: good; {Count(result.Snapshot.Grants.Count, "grant")}, {Count(result.Snapshot.Denials.Count, "denial")}, "
            + $"{Count(result.Snapshot.Accounts.Count, "account")}, {Count(warnings, "warning")}; version {result.Snapshot.Version}");
        return 0;
    }

    private static string Count(int number, string thing) => $"{number} {thing}{(number == 1 ? "" : "s")}";
}
