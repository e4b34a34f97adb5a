using Gateway.Identity;
using Gateway.Policies;

namespace Gateway.Auditing;

/// <summary>
/// What the audit record of one request will say; filled in by the rooms that the request passes. Holds names and numbers, never a token,
/// a key, a query string or a body.
/// </summary>
internal sealed class AuditEntry
{
    public required string RequestId { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Method { get; init; }

    /// <summary>The resource's path as AWS sees it, still encoded, without the query.</summary>
    public required string Path { get; set; }

    public string? SourceIp { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>Which door: <c>roles</c>, <c>credentials</c>, <c>login</c>, <c>sts</c>, <c>forward</c>, …; null where nothing was decided, so that nothing is recorded.</summary>
    public string? Door { get; set; }

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

    public TimeSpan Duration { get; set; }

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
}
