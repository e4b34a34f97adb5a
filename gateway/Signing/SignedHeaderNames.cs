using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Gateway.Signing;

/// <summary>The list of signed headers: lower-case names between ';', each once.</summary>
/// <remarks>They are taken in the order in which the client lists them, since its signature covers that order.</remarks>
internal static class SignedHeaderNames
{
    /// <summary>Names taken at most: as many as a request has headers, unless <c>Gateway:Limits:HeaderCount</c> was changed.</summary>
    public const int MaxCount = 256;

    /// <summary>What clients of HTTP/2 sign for the host (RFC 9113 section 8.3.1), the SDK for JavaScript among them; the server gives it as Host.</summary>
    public const string Authority = ":authority";

    // RFC 9110's token without upper-case letters.
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~");

    public static SigV4Error HostMissing { get; } =
        new(SigV4Fault.UnsignedHeader, "The host header must be signed: 'host' is missing from SignedHeaders.");

    public static bool IsValid(ReadOnlySpan<char> names, [NotNullWhen(false)] out string? problem)
    {
        // Counted before anything else: the check for repeats below compares every pair, and nothing is authenticated yet.
        var count = names.Count(';') + 1;
        if (count > MaxCount)
        {
            problem = $"SignedHeaders must hold at most {MaxCount} names";
            return false;
        }

        Span<Range> ranges = stackalloc Range[count];
        ranges = ranges[..names.Split(ranges, ';')];
        for (var i = 0; i < ranges.Length; i++)
        {
            var name = names[ranges[i]];
            if (name.IsEmpty || (name.ContainsAnyExcept(NameCharacters) && name is not Authority))
            {
                problem = "SignedHeaders must be lower-case header names divided by semicolons";
                return false;
            }

            foreach (var earlier in ranges[..i])
            {
                if (names[earlier].SequenceEqual(name))
                {
                    problem = $"'{name[..Math.Min(name.Length, 64)]}' stands twice in SignedHeaders";
                    return false;
                }
            }
        }

        problem = null;
        return true;
    }

    /// <summary>Whether the request's host is signed, by either of its names.</summary>
    public static bool CoverHost(ReadOnlySpan<char> names) => Contains(names, "host") || Contains(names, Authority);

    /// <summary>Whether the name, in any letter case, is among them.</summary>
    public static bool Contains(ReadOnlySpan<char> names, ReadOnlySpan<char> name)
    {
        foreach (var range in names.Split(';'))
        {
            if (names[range].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
