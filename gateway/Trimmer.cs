using System.Collections.Concurrent;

namespace Gateway;

/// <summary>
/// Keeps a dictionary that many threads add to within a bound: whoever finds it fuller takes out what goes first until a tenth of the bound is free, so that
/// sorting is paid for by many additions. One thread at a time does so, and the others go on.
/// </summary>
internal sealed class Trimmer
{
    private int isTrimming;

    /// <summary>Trims the dictionary where it holds more than it may.</summary>
    /// <param name="entries">The dictionary.</param>
    /// <param name="most">How many entries it may hold.</param>
    /// <param name="sort">Puts first what goes first.</param>
    /// <param name="remove">Takes one entry out.</param>
    /// <param name="removeUseless">Takes out what is of no use any more; where that makes room enough, nothing else goes.</param>
    /// <returns>How many entries went that were of use.</returns>
    public int Trim<TKey, TValue>(
        ConcurrentDictionary<TKey, TValue> entries,
        int most,
        Func<IEnumerable<KeyValuePair<TKey, TValue>>, IEnumerable<KeyValuePair<TKey, TValue>>> sort,
        Action<KeyValuePair<TKey, TValue>> remove,
        Action? removeUseless = null)
        where TKey : notnull
    {
        if (entries.Count <= most || Interlocked.Exchange(ref isTrimming, 1) == 1)
        {
            return 0;
        }

        try
        {
            removeUseless?.Invoke();
            // An array first: sorting what grows meanwhile throws.
            var all = entries.ToArray();
            if (all.Length <= most)
            {
                return 0;
            }

            var surplus = all.Length - (most * 9 / 10);
            foreach (var entry in sort(all).Take(surplus))
            {
                remove(entry);
            }

            return surplus;
        }
        finally
        {
            Volatile.Write(ref isTrimming, 0);
        }
    }
}
