using Gateway.Identity;
using Gateway.Policies;

namespace Gateway.Health;

/// <summary>Whether calls can be served: a policy is in force, and every issuer was reached at least once.</summary>
internal sealed class Readiness(Issuers issuers, PolicyStore policies)
{
    public ReadinessReport Report()
    {
        var missing = issuers.All
            .Where(issuer => issuer.Current is null)
            .Select(issuer => $"issuer {issuer.Issuer.Authority}: its keys were never read: {issuer.LastError ?? "the first attempt is under way"}")
            .ToList();
        var warnings = issuers.All
            .Where(issuer => issuer.Current is not null && issuer.LastError is not null)
            .Select(issuer => $"issuer {issuer.Issuer.Authority}: the last good keys serve on: {issuer.LastError}")
            .ToList();
        var policy = policies.Status;
        if (policy.LastError is { } error)
        {
            warnings.Add($"policy: the file has errors since {policy.FailingSince:O}, so version {policy.Version} stays in force: {error}");
        }

        return new ReadinessReport(missing.Count == 0 ? "ready" : "not ready", missing, warnings, new PolicyReport(policy.Version, policy.LoadedAt));
    }
}
