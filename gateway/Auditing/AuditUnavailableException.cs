namespace Gateway.Auditing;

/// <summary>
/// A request's audit record has no place, and <c>Gateway:Audit:WhenFull</c> says to refuse what cannot be recorded. Doors answer so themselves; it is thrown where
/// others' code stands between, as in a sign-in.
/// </summary>
internal sealed class AuditUnavailableException() : Exception(Words)
{
    /// <summary>The word for it in records.</summary>
    public const string Reason = "audit-unavailable";

    /// <summary>What callers are told.</summary>
    public const string Words = "The gateway cannot record this request at the moment and therefore refuses it; try again shortly.";
}
