using System.Buffers;

namespace Gateway.Forwarding.Endpoints;

/// <summary>What a DNS name may look like (RFC 1123 2.1), in lower case.</summary>
internal static class HostName
{
    private const int Longest = 253;
    private const int LongestLabel = 63;

    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static bool IsValid(ReadOnlySpan<char> host)
    {
        if (host.Length is 0 or > Longest)
        {
            return false;
        }

        foreach (var label in host.Split('.'))
        {
            if (!IsLabel(host[label]))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsLabel(ReadOnlySpan<char> label) =>
        label.Length is > 0 and <= LongestLabel && label[0] != '-' && label[^1] != '-' && !label.ContainsAnyExcept(Characters);
}
