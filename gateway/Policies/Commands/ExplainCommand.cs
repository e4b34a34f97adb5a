using Gateway.Policies.Reading;

namespace Gateway.Policies.Commands;

/// <summary><c>gateway policy explain FILE --claims CLAIMS.json</c>.</summary>
internal static class ExplainCommand
{
    public static int Run(string[] args, TextWriter output, TextWriter errors, IReadOnlySet<string>? knownServices, TimeProvider time)
    {
        if (ExplainArguments.TryParse(args, out var problem) is not { } arguments)
        {
            return CommandUsage.Fail(errors, problem!);
        }

        if (PolicyFileLoader.Load(arguments.File, errors, knownServices) is not { } result)
        {
            return 1;
        }

        if (!result.Loaded)
        {
            errors.WriteLine(result.Report);
            return 1;
        }

        var now = arguments.Now ?? time.GetUtcNow();
        var notes = new List<string>();
        if (ClaimsFile.Read(arguments.ClaimsFile, arguments.ClientId, now, notes, out problem) is not { } caller)
        {
            errors.WriteLine($"{arguments.ClaimsFile}: error: {problem}");
            return 1;
        }

        var explanation = result.Snapshot.Explain(caller, new AccessContext(arguments.SourceIp, now), arguments.Role);
        if (arguments.Role is not null && explanation.Grants.Count == 0)
        {
            var ids = result.Snapshot.Grants.Select(grant => grant.Id).ToList();
            errors.WriteLine($"{arguments.File}: error: no grant is or can give '{arguments.Role}'; without --role all grants are explained{Spelling.Suggest(arguments.Role, ids)}");
            return 1;
        }

        foreach (var note in notes)
        {
            errors.WriteLine($"{arguments.ClaimsFile}: note: {note}");
        }

        if (arguments.Json)
        {
            ExplanationJson.Write(explanation, notes, output);
        }
        else
        {
            new ExplanationText(output).Write(explanation, caller);
        }

        return 0;
    }
}
