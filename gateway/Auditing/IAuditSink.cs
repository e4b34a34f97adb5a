namespace Gateway.Auditing;

/// <summary>Where audit records go. Written to by one writer, one batch after the other.</summary>
internal interface IAuditSink
{
    /// <summary>Its name in configuration, metrics and logs.</summary>
    string Name { get; }

    /// <summary>Writes the records, in their order; throws when they were not written, after which the same records come again or are dropped.</summary>
    ValueTask WriteAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellation);
}
