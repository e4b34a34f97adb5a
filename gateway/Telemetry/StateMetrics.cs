using System.Diagnostics.Metrics;
using Gateway.Assuming;
using Gateway.Auditing;
using Gateway.Forwarding.Proofs;
using Gateway.Hosting;
using Gateway.Identity;
using Gateway.Policies;
using Gateway.Revocations;
using Gateway.Revocations.Sharing;

namespace Gateway.Telemetry;

/// <summary>The state of the other rooms, read when metrics are collected: it costs nothing between.</summary>
internal sealed class StateMetrics
{
    /// <summary>The metric that names the policy in force.</summary>
    public const string PolicyInfoName = "gateway.policy.info";

    private readonly PolicyStore policies;
    private readonly Issuers issuers;
    private readonly AuditRecorder audit;
    private readonly ServerCertificates certificates;
    private readonly TimeProvider time;

    public StateMetrics(
        IMeterFactory meters, PolicyStore policies, Issuers issuers, TokenVerifier tokens, SessionProofs proofs, RoleSessions sessions, AuditRecorder audit,
        RevocationList revocations, SharingStatus sharing, ServerCertificates certificates, BaseCredentials credentials, TimeProvider time)
    {
        (this.policies, this.issuers, this.audit, this.certificates, this.time) = (policies, issuers, audit, certificates, time);
        var meter = meters.Create(GatewayMetrics.MeterName);
        meter.CreateObservableGauge(PolicyInfoName, PolicyInfo, description: "1 for the policy in force, named by its version.");
        meter.CreateObservableGauge("gateway.policy.age", PolicyAge, "s", "Since the policy in force was loaded.");
        meter.CreateObservableGauge("gateway.policy.failing", () => policies.Status.LastError is null ? 0 : 1, description: "1 while the policy file is not what is in force.");
        meter.CreateObservableCounter("gateway.policy.load.failures", () => policies.Failures, "{failure}", "Policy files that were refused or could not be read.");
        meter.CreateObservableGauge("gateway.issuer.keys.age", KeyAges, "s", "Since the keys of an issuer were read last.");
        meter.CreateObservableGauge("gateway.issuer.keys.failing", KeyFailures, description: "1 while the keys of an issuer cannot be read.");
        meter.CreateObservableGauge("gateway.certificate.remaining", CertificateEnds, "s", "Until the certificate ends that new connections get.");
        meter.CreateObservableGauge("gateway.certificate.failing", CertificateFailures, description: "1 while a renewed certificate cannot be used.");
        meter.CreateObservableGauge("gateway.aws.credentials.failing", () => (credentials.FindMissing(patiently: true) ?? credentials.FindTrouble()) is null ? 0 : 1, description: "1 while the gateway has no AWS credentials of its own, or cannot have them now.");
        meter.CreateObservableGauge("gateway.sessions", () => sessions.Count, "{session}", "Role sessions in memory.");
        meter.CreateObservableGauge("gateway.tokens.verified", () => tokens.Count, "{token}", "Verified tokens in memory.");
        meter.CreateObservableGauge("gateway.sessions.opened", () => proofs.Count, "{session}", "Opened session tokens in memory.");
        meter.CreateObservableGauge("gateway.revocations", () => revocations.Count, "{revocation}", "Revocations that are remembered.");
        meter.CreateObservableGauge("gateway.revocations.sharing.failing", () => sharing.Missing is null && sharing.Warning is null ? 0 : 1, description: "1 while the Redis that replicas share is not reached.");
        meter.CreateObservableGauge("gateway.audit.records.waiting", Audit(queue => queue.Taken), "{record}", "Places taken in a sink's queue: records that wait, and requests that will leave one.");
        meter.CreateObservableGauge("gateway.audit.records.limit", Audit(queue => queue.Limit), "{record}", "Places that a sink's queue has in all.");
        meter.CreateObservableCounter("gateway.audit.records.written", Audit(queue => queue.Written), "{record}", "Audit records that a sink has written.");
        meter.CreateObservableCounter("gateway.audit.records.dropped", Audit(queue => queue.Dropped), "{record}", "Audit records that a sink has lost.");
        meter.CreateObservableCounter("gateway.audit.refusals", () => audit.Refusals, "{request}", "Requests refused since their audit record had no place.");
    }

    private IEnumerable<Measurement<int>> PolicyInfo() => [new(1, new KeyValuePair<string, object?>(TagNames.PolicyVersion, policies.Status.Version))];

    private double PolicyAge() => (time.GetUtcNow() - policies.Status.LoadedAt).TotalSeconds;

    private IEnumerable<Measurement<double>> KeyAges() => issuers.All
        .Where(issuer => issuer.Current is not null)
        .Select(issuer => new Measurement<double>((time.GetUtcNow() - issuer.Current!.FetchedAt).TotalSeconds, IssuerTag(issuer)));

    private IEnumerable<Measurement<int>> KeyFailures() =>
        issuers.All.Select(issuer => new Measurement<int>(issuer.LastError is null ? 0 : 1, IssuerTag(issuer)));

    private IEnumerable<Measurement<double>> CertificateEnds() => certificates.Followed
        .Where(file => file.NotAfter is not null)
        .Select(file => new Measurement<double>((file.NotAfter!.Value - time.GetUtcNow()).TotalSeconds, CertificateTag(file)));

    private IEnumerable<Measurement<int>> CertificateFailures() =>
        certificates.Followed.Select(file => new Measurement<int>(file.LastError is null ? 0 : 1, CertificateTag(file)));

    private static KeyValuePair<string, object?> CertificateTag(CertificateFile file) => new(TagNames.Certificate, file.Name);

    private static KeyValuePair<string, object?> IssuerTag(IssuerKeys issuer) => new(TagNames.Issuer, issuer.Issuer.Authority);

    private Func<IEnumerable<Measurement<long>>> Audit(Func<AuditQueue, long> read) => () =>
        audit.Queues.Select(queue => new Measurement<long>(read(queue), new KeyValuePair<string, object?>(TagNames.Sink, queue.Name)));
}
