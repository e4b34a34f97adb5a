using Gateway.Assuming;
using Gateway.Auditing;
using Gateway.Aws;
using Gateway.Identity;
using Gateway.Limits;
using Gateway.Policies;
using Gateway.Revocations.Sharing;
using Gateway.Sessions;
using Microsoft.Extensions.Options;

namespace Gateway.Health;

/// <summary>
/// Whether calls can be served: a policy is in force, every issuer was reached at least once, shared revocations were read, audit records have a place, AWS credentials were found
/// once where they are required, and the process was not told to stop.
/// </summary>
internal sealed class Readiness(Issuers issuers, PolicyStore policies, SharingStatus sharing, SessionKeys keys, BaseCredentials credentials, IOptions<AwsOptions> aws, AuditRecorder audit, Drain drain)
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
        missing.AddRange(drain.IsStopping ? ["the process was told to stop: requests under way end, and new ones belong elsewhere"] : []);
        missing.AddRange(sharing.Missing is { } unread ? [unread] : []);
        warnings.AddRange(sharing.Warning is { } unreached ? [unreached] : []);
        warnings.AddRange(keys.Warning is { } unshared ? [unshared] : []);
        // Unless they are required: roles, portal and SSO serve without them, and a service of AWS that is slow to answer must not stop a start.
        (aws.Value.CredentialsRequired ? missing : warnings).AddRange(credentials.FindMissing(patiently: !aws.Value.CredentialsRequired) is { } none ? [none] : []);
        warnings.AddRange(aws.Value.IsRegionGuessed ? [$"aws: nothing names a region (Gateway:Aws:Region, AWS_REGION), so that STS and calls that name none go to {AwsOptions.FallbackRegion}"] : []);
        // Role sessions that are kept serve on.
        warnings.AddRange(credentials.FindTrouble() is { } trouble ? [trouble] : []);
        missing.AddRange(audit.Queues.Select(queue => queue.Missing).OfType<string>());
        warnings.AddRange(audit.Queues.Select(queue => queue.Trouble).OfType<string>());
        var policy = policies.Status;
        if (policy.LastError is { } error)
        {
            warnings.Add($"policy: the file has errors since {policy.FailingSince:O}, so version {policy.Version} stays in force: {error}");
        }

        return new ReadinessReport(missing.Count == 0 ? "ready" : "not ready", missing, warnings, new PolicyReport(policy.Version, policy.LoadedAt));
    }
}
