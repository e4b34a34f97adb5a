using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Gateway.Signing;

/// <summary>The list of signed headers: lower-case names between ';', each once.</summary>
/// <remarks>They are taken in the order in which the client lists them, since its signature covers that order.</remarks>
internal static class SignedHeaderNames
{
    // RFC 9110's token without upper-case letters.
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~");

    public static SigV4Error HostMissing { get; } =
        new(SigV4Fault.UnsignedHeader, "The host header must be signed: 'host' is missing from SignedHeaders.");

    public static bool IsValid(ReadOnlySpan<char> names, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        var seen = 0;
        foreach (var range in names.Split(';'))
        {
            var name = names[range];
            if (name.IsEmpty || name.ContainsAnyExcept(NameCharacters))
            {
                problem = "SignedHeaders must be lower-case header names divided by semicolons";
                return false;
            }

            if (seen > 0 && Contains(names[..seen], name))
            {
                problem = $"'{name}' stands twice in SignedHeaders";
                return false;
            }

            seen += name.Length + (seen > 0 ? 1 : 0);
        }

        return true;
    }

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
