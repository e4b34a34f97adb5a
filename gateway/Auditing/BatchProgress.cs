namespace Gateway.Auditing;

/// <summary>How far a sink came with a batch that failed half way: what was written by then is not written again when the batch comes again.</summary>
internal sealed class BatchProgress
{
    private AuditEntry? last;

    /// <summary>How many of these were written by an earlier try.</summary>
    public int DoneOf(IReadOnlyList<AuditEntry> entries)
    {
        for (var i = entries.Count - 1; last is not null && i >= 0; i--)
        {
            if (ReferenceEquals(entries[i], last))
            {
                return i + 1;
            }
        }

        return 0;
    }

    /// <summary>So many of these are written by now. A late record, written between two tries of others, changes nothing for them.</summary>
    public void Did(IReadOnlyList<AuditEntry> entries, int count)
    {
        if (count < entries.Count)
        {
            last = entries[count - 1];
        }
        else if (DoneOf(entries) > 0)
        {
            last = null;
        }
    }
}
