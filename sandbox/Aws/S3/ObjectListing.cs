namespace Gateway.Sandbox.Aws.S3;

/// <summary>One page of a listing.</summary>
/// <param name="Objects">Objects whose key is not rolled up.</param>
/// <param name="CommonPrefixes">Keys rolled up at the delimiter.</param>
/// <param name="Next">Where the next page goes on; null at the end.</param>
internal sealed record ObjectListing(IReadOnlyList<S3Object> Objects, IReadOnlyList<string> CommonPrefixes, string? Next)
{
    public static ObjectListing Of(IReadOnlyList<S3Object> all, string prefix, string delimiter, string after, int limit)
    {
        var objects = new List<S3Object>();
        var prefixes = new List<string>();
        var last = "";
        foreach (var candidate in all.Where(o => o.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var cut = delimiter.Length == 0 ? -1 : candidate.Key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            var entry = cut < 0 ? candidate.Key : candidate.Key[..(cut + delimiter.Length)];
            if (string.CompareOrdinal(entry, after) <= 0 || (prefixes.Count > 0 && prefixes[^1] == entry))
            {
                continue;
            }

            if (objects.Count + prefixes.Count == limit)
            {
                return new ObjectListing(objects, prefixes, last);
            }

            last = entry;
            if (cut < 0)
            {
                objects.Add(candidate);
            }
            else
            {
                prefixes.Add(entry);
            }
        }

        return new ObjectListing(objects, prefixes, Next: null);
    }
}
