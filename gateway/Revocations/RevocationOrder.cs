using Entry = System.Collections.Generic.KeyValuePair<Gateway.Revocations.RevocationTarget, Gateway.Revocations.Revocation>;

namespace Gateway.Revocations;

/// <summary>
/// What is forgotten first where more was revoked than is remembered. Logouts go before what an operator ordered, since anybody can log in and out as often as
/// he likes; and among them those of whoever has the most, since he must not bring back what others ended.
/// </summary>
internal static class RevocationOrder
{
    public static IEnumerable<Entry> FirstToForget(IEnumerable<Entry> all)
    {
        var byHand = all.ToLookup(entry => entry.Value.LogoutOf is null);
        // What an operator said of many goes last.
        return Logouts(byHand[false]).Concat(byHand[true].OrderBy(IsOfMany).ThenBy(entry => entry.Value.Expires));
    }

    private static IEnumerable<Entry> Logouts(IEnumerable<Entry> logouts) => logouts
        .GroupBy(entry => (entry.Key.Issuer, entry.Value.LogoutOf))
        .SelectMany(own => own.OrderByDescending(IsOfMany).ThenByDescending(entry => entry.Value.Expires).Select((entry, newer) => (entry, newer)))
        .OrderByDescending(ranked => ranked.newer)
        .ThenBy(ranked => ranked.entry.Value.Expires)
        .Select(ranked => ranked.entry);

    private static bool IsOfMany(Entry entry) => entry.Key.Kind is not RevocationKind.Session;
}
