namespace Gateway.Auditing;

/// <summary>Where audit records go. Called once for each decided request, when the request has ended.</summary>
internal interface IAuditSink
{
    ValueTask WriteAsync(AuditEntry entry);
}
