namespace Gateway.Cli.Profiles;

/// <summary>The difference of two texts that differ in one place, with a little of what stands around it.</summary>
internal static class LineDiff
{
    private const int Context = 3;

    public static IEnumerable<string> Of(string before, string after)
    {
        var old = Lines(before);
        var now = Lines(after);
        var head = 0;
        while (head < old.Length && head < now.Length && old[head] == now[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < old.Length - head && tail < now.Length - head && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        if (head == old.Length && head == now.Length)
        {
            yield break;
        }

        var from = Math.Max(0, head - Context);
        var kept = Math.Min(Context, tail);
        yield return $"@@ -{from + 1},{old.Length - tail + kept - from} +{from + 1},{now.Length - tail + kept - from} @@";
        foreach (var line in old[from..head])
        {
            yield return $" {line}";
        }

        foreach (var line in old[head..^tail])
        {
            yield return $"-{line}";
        }

        foreach (var line in now[head..^tail])
        {
            yield return $"+{line}";
        }

        foreach (var line in old[^tail..].Take(kept))
        {
            yield return $" {line}";
        }
    }

    private static string[] Lines(string text) =>
        text.Length == 0 ? [] : [.. (text.EndsWith('\n') ? text[..^1] : text).Split('\n').Select(l => l.TrimEnd('\r'))];
}
