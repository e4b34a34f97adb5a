using System.Collections.Immutable;

namespace Gateway.Forwarding.Operations;

/// <summary>Method, path and query keys of one REST operation.</summary>
/// <remarks>https://smithy.io/2.0/spec/http-bindings.html#http-trait</remarks>
internal sealed class RestTemplate
{
    private const string Label = "{}";
    private const string Greedy = "{+}";

    private RestTemplate(string name, string method, ImmutableArray<string> segments, ImmutableArray<string> keys)
    {
        Name = name;
        NameAlone = [name];
        Method = method;
        Segments = segments;
        Keys = keys;
        Rank = string.Concat(segments.Select(segment => segment switch { Greedy => '0', Label => '1', _ => '2' }));
    }

    /// <summary>The operation.</summary>
    public string Name { get; }

    /// <summary>The operation, as the list that a request which can mean nothing else gives.</summary>
    public ImmutableArray<string> NameAlone { get; }

    public string Method { get; }

    public ImmutableArray<string> Segments { get; }

    /// <summary>What the query must hold: <c>acl</c>, <c>list-type=2</c>; and <c>@copy</c>, the header <c>x-amz-copy-source</c>.</summary>
    public ImmutableArray<string> Keys { get; }

    /// <summary>Compared by ordinal, the greater is the more specific path: a literal before a label, from left to right.</summary>
    public string Rank { get; }

    /// <summary>Reads a line of <c>operations.txt</c>: <c>/{}/{+}?acl GET GetObjectAcl</c>.</summary>
    public static RestTemplate Parse(string line)
    {
        if (line.Split(' ') is not [var path, var method, var name])
        {
            throw new InvalidDataException($"No REST operation: {line}");
        }

        var (before, after) = path.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0 ? (path[..mark], path[(mark + 1)..]) : (path, "");
        return new RestTemplate(name, method, [.. RequestPath.Split(before)], after.Length == 0 ? [] : [.. after.Split('&')]);
    }

    public bool MatchesPath(ReadOnlySpan<string> segments, StringComparison comparison) => Matches(Segments.AsSpan(), segments, comparison);

    private static bool Matches(ReadOnlySpan<string> template, ReadOnlySpan<string> segments, StringComparison comparison)
    {
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] == Greedy)
            {
                // At least one segment; whatever follows the label decides how many.
                for (var taken = 1; i + taken <= segments.Length; taken++)
                {
                    if (Matches(template[(i + 1)..], segments[(i + taken)..], comparison))
                    {
                        return true;
                    }
                }

                return false;
            }

            if (i >= segments.Length
                || (template[i] == Label ? segments[i].Length == 0 : !segments[i].Equals(template[i], comparison)))
            {
                return false;
            }
        }

        return segments.Length == template.Length;
    }
}
