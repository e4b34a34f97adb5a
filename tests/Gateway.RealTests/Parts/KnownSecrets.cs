using System.Collections.Concurrent;
using System.Text.Encodings.Web;

namespace Gateway.RealTests.Parts;

/// <summary>Exact strings that must stand nowhere: as they are, and as JSON and addresses write them. Found by their ends, so that a hundred thousand cost no more than one.</summary>
internal sealed class KnownSecrets
{
    // Shorter ones could stand in a line by chance.
    private const int Shortest = 12;

    private readonly ConcurrentDictionary<string, string[]> _byEnd = new(StringComparer.Ordinal);

    /// <summary>What the gateways of this run were given, and what was handed out by them and to them.</summary>
    public static KnownSecrets OfThisRun { get; } = new();

    public void Learn(string? secret)
    {
        if (secret is not { Length: >= Shortest })
        {
            return;
        }

        foreach (var form in (string[])[secret, JavaScriptEncoder.Default.Encode(secret), Uri.EscapeDataString(secret)])
        {
            _byEnd.AddOrUpdate(form[^Shortest..], _ => [form], (_, known) => known.Contains(form) ? known : [.. known, form]);
        }
    }

    /// <summary>Learns the secrets of a text in which credentials are handed out.</summary>
    public void LearnFrom(string text)
    {
        foreach (var secret in HandedOut.In(text))
        {
            Learn(secret);
        }
    }

    public bool StandIn(ReadOnlySpan<char> text)
    {
        var byEnd = _byEnd.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var end = Shortest; end <= text.Length; end++)
        {
            if (!byEnd.TryGetValue(text[(end - Shortest)..end], out var secrets))
            {
                continue;
            }

            foreach (var secret in secrets)
            {
                if (text[..end].EndsWith(secret))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
