using System.Collections;
using Gateway.Telemetry;

namespace Gateway.Auditing;

/// <summary>The attributes of an audit record as an OTLP log record, to select by; the whole record is its body.</summary>
internal sealed class AuditAttributes(AuditEntry entry, string line) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly KeyValuePair<string, object?>[] attributes =
    [
        .. new KeyValuePair<string, object?>[]
        {
            new(TagNames.RequestId, entry.RequestId),
            new(TagNames.Door, entry.Door),
            new(TagNames.Outcome, entry.Outcome),
            new(TagNames.Reason, entry.Reason),
            new(TagNames.Grant, entry.GrantId),
            new(TagNames.Service, entry.Service),
            new(TagNames.Operation, entry.Action),
            new(TagNames.Region, entry.Region),
            new(TagNames.HttpStatus, entry.Status),
        }.Where(attribute => attribute.Value is not null),
    ];

    public AuditEntry Entry => entry;

    /// <summary>The whole record.</summary>
    public string Line => line;

    public int Count => attributes.Length;

    public KeyValuePair<string, object?> this[int index] => attributes[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => attributes.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
