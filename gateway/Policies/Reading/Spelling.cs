namespace Gateway.Policies.Reading;

/// <summary>Finds what a misspelt name was meant to be.</summary>
internal static class Spelling
{
    /// <summary><c>; did you mean 'x'?</c> where one candidate is near, else a list of them where they are few, else nothing.</summary>
    public static string Suggest(string word, IReadOnlyCollection<string> candidates)
    {
        var nearest = Nearest(word, candidates);
        return nearest is not null ? $"; did you mean '{nearest}'?"
            : candidates.Count is > 0 and <= 12 ? $"; known here: {string.Join(", ", candidates)}"
            : "";
    }

    /// <summary>The candidate with the fewest edits, if they are few for a word of that length.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length > 64)
        {
            return null;
        }

        var limit = Math.Max(word.Length < 4 ? 1 : 2, word.Length / 3);
        return candidates
            .Select(candidate => (candidate, distance: Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => pair.distance <= limit)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    // Levenshtein, one row at a time.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substituted = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
