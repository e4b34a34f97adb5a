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

    /// <summary>The trace that the request belongs to (W3C Trace Context), whether or not it is sampled.</summary>
    public string? TraceId { get; init; }

    /// <summary>The span around the request.</summary>
    public string? SpanId { get; init; }

    /// <summary>Where the record's place is taken; null where every record has one.</summary>
    public AuditRecorder? Recorder { get; init; }

    /// <summary>Whether the record has a place.</summary>
    public bool HasPlace { get; private set; }

    /// <summary>Which door: <c>roles</c>, <c>credentials</c>, <c>login</c>, <c>sts-forward</c>, <c>sts-real</c>, <c>forward</c>, …; null where nothing was decided, so that nothing is recorded.</summary>
    public string? Door { get; set; }

    /// <summary>Who makes the request; null again once it has ended.</summary>
    public Caller? Caller
    {
        get;
        set
        {
            field = value;
            Identity = value?.Identity;
        }
    }

    /// <summary>Who made it, in the record's words.</summary>
    public CallerIdentity? Identity { get; private set; }

    /// <summary>The role's id as the caller named it or the policy gave it.</summary>
    public string? RoleId { get; set; }

    public string? GrantId { get; set; }

    public RoleSession? Session { get; set; }

    /// <summary>The access key id that AWS's own log shows for the call.</summary>
    public string? AwsAccessKeyId { get; set; }

    /// <summary>The access key id that the client signed with, or was given here.</summary>
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

    /// <summary>Whether the request was let through and then ended before its answer did, by AWS or the gateway.</summary>
    public bool IsBrokenOff { get; private set; }

    /// <summary>Whether its connection ended before its answer did: the client went away, or the process stopped.</summary>
    public bool IsAborted { get; private set; }

    public TimeSpan Duration { get; set; }

    /// <summary>
    /// <c>allowed</c>, <c>denied</c>, <c>failed</c> or <c>aborted</c>: the gateway's decision, whatever AWS said. What is the caller's own doing is denied by whatever status an SDK has to be told:
    /// S3's is 503 for a caller over the limit, and 501 for a request that is not supported.
    /// </summary>
    public string Outcome => this switch
    {
        { Reason: null } => "allowed",
        { IsAborted: true } => "aborted",
        { IsBrokenOff: true } => "failed",
        { Reason: "throttled" or "too-many-requests" or "too-many-bodies-of-caller" or "not-supported" } => "denied",
        { Status: >= 500 } => "failed",
        _ => "denied",
    };

    /// <summary>
    /// Takes the record's place; false: there is none, and the request must be refused. Doors ask once they know who comes, so that nobody who is let in nowhere holds
    /// a place while a request is on its way.
    /// </summary>
    /// <param name="isProven">False where a door lets strangers in, as the registration of a client: they get half the places.</param>
    public bool TryTakePlace(bool isProven = true) => HasPlace = HasPlace || Recorder?.TryTakePlace(isProven) != false;

    /// <summary>Takes a place beyond what may wait, for what must not be put off: the end of a session.</summary>
    public void ForcePlace()
    {
        if (!TryTakePlace())
        {
            Recorder!.ForcePlace();
            HasPlace = true;
        }
    }

    /// <summary>Bounds what strangers may write into the record: it may wait for long, and push others off a disk. AWS itself knows no longer path than 3 KiB, which an encoded S3 key has.</summary>
    public void CutShort()
    {
        const int longestMessage = 1024;
        const int longestPath = 4096;
        if (Message is { Length: > longestMessage })
        {
            Message = Message[..(char.IsHighSurrogate(Message[longestMessage - 1]) ? longestMessage - 1 : longestMessage)] + "...";
        }

        if (Identity is null && Path.Length > longestPath)
        {
            Path = Path[..longestPath] + "...";
        }
    }

    /// <summary>Lets go of the caller's claims, which can be many: the record may wait for long.</summary>
    public void LetClaimsGo() => (Caller, Identity) = (null, Identity);

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

    public void Aborted(string reason, string message)
    {
        Refused(reason, message);
        IsAborted = true;
    }
}
