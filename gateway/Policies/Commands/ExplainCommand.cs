using Gateway.Policies.Explaining;
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

        var explanation = result.Snapshot.Explain(caller, new AccessContext(arguments.SourceIp, now));
        if (arguments.Role is not null && !Narrow(ref explanation, arguments.Role))
        {
            var ids = result.Snapshot.Grants.Select(grant => grant.Id).ToList();
            errors.WriteLine($"{arguments.File}: error: no grant is or gives '{arguments.Role}'{Spelling.Suggest(arguments.Role, ids)}");
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

    // By a grant's id, a role's id or an ARN.
    private static bool Narrow(ref PolicyExplanation explanation, string role)
    {
        var kept = explanation.Grants.Where(grant =>
            grant.Grant.Id == role
            || grant.RoleArn == role
            || grant.Roles.Any(r => r.Id == role || r.Arn.ToString() == role)
            || grant.StepUps.Any(s => s.Id == role || s.Arn.ToString() == role)
            || grant.Unusable.Any(u => u.Id == role)).ToList();
        explanation = explanation with { Grants = kept };
        return kept.Count > 0;
    }
}
