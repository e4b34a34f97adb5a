using Gateway.Identity;
using Gateway.Policies.Explaining;

namespace Gateway.Policies.Commands;

/// <summary>Writes an explanation for a person at a terminal.</summary>
internal sealed class ExplanationText(TextWriter output)
{
    public void Write(PolicyExplanation explanation, Caller caller)
    {
        output.WriteLine($"policy {explanation.PolicyVersion}, caller {Printable(caller.Name)}");
        foreach (var denial in explanation.Denials)
        {
            output.WriteLine();
            output.WriteLine($"denial {denial.Id}: {(denial.Matches ? "DENIES; no grant counts" : "does not match")}");
            Write(denial.Conditions);
        }

        foreach (var grant in explanation.Grants)
        {
            output.WriteLine();
            output.WriteLine($"grant {grant.Grant.Id}: {Words(grant.Outcome)}{(explanation.Denial is null ? "" : $" (but denied by {explanation.Denial})")}");
            Write(grant.Conditions);
            Write(grant);
        }
    }

    private static string Words(GrantOutcome outcome) => outcome switch
    {
        GrantOutcome.Granted => "matches",
        GrantOutcome.StepUp => "wants a stronger or fresher login",
        GrantOutcome.Unusable => "matches, but gives no role",
        _ => "does not match",
    };

    private void Write(IEnumerable<ConditionExplanation> conditions)
    {
        foreach (var condition in conditions)
        {
            var source = condition.Key == "sourceIp" ? "the request comes from" : "the token has";
            var found = condition.Found.Count == 0 ? condition.Key == "sourceIp" ? "no known address" : "nothing" : List(condition.Found);
            output.WriteLine($"  {(condition.Holds ? "yes" : "no ")} {condition.Key}: wants {List(condition.Wanted)}; {source} {found}");
        }
    }

    private void Write(GrantExplanation grant)
    {
        foreach (var stepUp in grant.StepUps)
        {
            var level = stepUp.AcrValues.Count == 0 ? "" : $" acr_values={string.Join(' ', stepUp.AcrValues)}";
            var age = stepUp.MaxAge is { } maxAge ? $" max_age={maxAge.TotalSeconds:F0}" : "";
            output.WriteLine($"  role {stepUp.Id}: {stepUp.Arn}, after a login with{level}{age}");
        }

        foreach (var unusable in grant.Unusable)
        {
            output.WriteLine($"  role {unusable.Id}: cannot be taken. {unusable.Problem}");
        }

        foreach (var role in grant.Roles)
        {
            Write(role);
        }
    }

    private void Write(GrantedRole role)
    {
        var (permit, session) = (role.Grant.Permit, role.Session);
        output.WriteLine($"  role {role.Id}: {role.Arn} in {role.AccountName}");
        output.WriteLine($"    modes            {string.Join(", ", permit.Modes.Names())}");
        output.WriteLine($"    services         {Any(permit.Services)}");
        output.WriteLine($"    regions          {Any(permit.Regions)}");
        if (permit.Operations is { } operations)
        {
            output.WriteLine($"    operations       {string.Join(", ", operations)}");
        }

        if (permit.Vending.Count > 0)
        {
            output.WriteLine($"    vending          {Any(permit.Vending)}");
        }

        output.WriteLine($"    session name     {session.SessionName}");
        output.WriteLine($"    source identity  {session.SourceIdentity ?? "none"}");
        output.WriteLine($"    tags             {(session.Tags.Count == 0 ? "none" : string.Join(", ", session.Tags.Select(tag => $"{tag.Key}={tag.Value}")))}");
        output.WriteLine($"    transitive tags  {(session.TransitiveTags.Count == 0 ? "none" : string.Join(", ", session.TransitiveTags))}");
        output.WriteLine($"    session policy   {session.SessionPolicy ?? "none"}");
        output.WriteLine($"    duration         {session.Duration.TotalSeconds:F0} s");
        if (session.ExternalId is not null)
        {
            output.WriteLine($"    external id      {session.ExternalId}");
        }
    }

    private static string Any(IEnumerable<string>? names) => names is null ? "any" : string.Join(", ", names.Order(StringComparer.Ordinal));

    private static string List(IEnumerable<string> texts) => Printable(string.Join(", ", texts));

    // Claims come from outside; a terminal obeys control characters.
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
}
