using Gateway.Identity;
using Gateway.Policies;

namespace Gateway.Auditing;

/// <summary>
/// What the audit record of one request will say; filled in by the rooms that the request passes. Holds names and numbers, never a token,
/// a key, a query string or a body.
/// </summary>
internal sealed class AuditEntry
{
    private string? door;

    public required string RequestId { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Method { get; init; }

    /// <summary>The resource's path as AWS sees it, still encoded, without the query.</summary>
    public required string Path { get; set; }

    public string? SourceIp { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>The trace that the request belongs to (W3C Trace Context), whether or not it is sampled.</summary>
    public string? TraceId { get; init; }

    /// <summary>The span around the request.</summary>
    public string? SpanId { get; init; }

    /// <summary>Whether the record has a place. Where not, nothing may be decided: a door answers that it is not available, before anything else.</summary>
    public bool HasPlace { get; init; } = true;

    /// <summary>Which door: <c>roles</c>, <c>credentials</c>, <c>login</c>, <c>sts</c>, <c>forward</c>, …; null where nothing was decided, so that nothing is recorded.</summary>
    /// <exception cref="AuditUnavailableException">The record has no place, and the door did not ask.</exception>
    public string? Door
    {
        get => door;
        set => door = HasPlace || value is null ? value : throw new AuditUnavailableException();
    }

    public Caller? Caller { get; set; }

    /// <summary>The role's id as the caller named it or the policy gave it.</summary>
    public string? RoleId { get; set; }

    public string? GrantId { get; set; }

    public RoleSession? Session { get; set; }

    /// <summary>The access key id that AWS's own log shows for the call.</summary>
    public string? AwsAccessKeyId { get; set; }

    /// <summary>The access key id that the client signed with.</summary>
    public string? ClientAccessKeyId { get; set; }

    public string? Service { get; set; }

    public string? Action { get; set; }

    public string? Region { get; set; }

    public string? AwsRequestId { get; set; }

    public string? PolicyVersion { get; set; }

    /// <summary>Why the request was refused or failed, as a stable word; null when it was let through.</summary>
    public string? Reason { get; set; }

    /// <summary>The words that the caller was given.</summary>
    public string? Message { get; set; }

    /// <summary>What was revoked, where the request revoked something.</summary>
    public string? Revoked { get; set; }

    /// <summary>Bytes of body that came from the caller and went to it.</summary>
    public long BytesIn { get; set; }

    public long BytesOut { get; set; }

    public int Status { get; set; }

    /// <summary>Whether the request was let through and then ended before its answer did: by its client, by AWS, or since the process stopped.</summary>
    public bool IsBrokenOff { get; private set; }

    public TimeSpan Duration { get; set; }

    /// <summary><c>allowed</c>, <c>denied</c> or <c>failed</c>: the gateway's decision, whatever AWS said.</summary>
    public string Outcome => this switch
    {
        { Reason: null } => "allowed",
        { Status: >= 500 } or { IsBrokenOff: true } => "failed",
        _ => "denied",
    };

    public void Took(GrantedRole role)
    {
        RoleId = role.Id;
        GrantId = role.Grant.Id;
        Session = role.Session;
    }

    public void Refused(string reason, string message)
    {
        Reason = reason;
        Message = message;
    }

    public void BrokeOff(string reason, string message)
    {
        Refused(reason, message);
        IsBrokenOff = true;
    }
}
