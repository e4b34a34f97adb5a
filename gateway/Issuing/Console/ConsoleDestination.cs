using System.Diagnostics.CodeAnalysis;

namespace Gateway.Issuing.Console;

/// <summary>Turns what a caller names as a destination into a URL of the partition's console, and of nothing else.</summary>
internal static class ConsoleDestination
{
    /// <summary>Resolves a destination.</summary>
    /// <param name="partition">The console of the role's partition.</param>
    /// <param name="region">The region to open; null: the console's own choice.</param>
    /// <param name="destination">A service (<c>s3</c>), a path of the console (<c>/dynamodbv2/home</c>), a URL of the console, or nothing.</param>
    /// <param name="url">The URL.</param>
    public static bool TryResolve(ConsolePartition partition, string? region, string? destination, [NotNullWhen(true)] out string? url)
    {
        var query = region is null ? "" : "?region=" + Uri.EscapeDataString(region);
        var text = destination switch
        {
            null or "" => $"https://{partition.ConsoleHost}/console/home{query}",
            ['/', ..] => $"https://{partition.ConsoleHost}{destination}",
            _ when IsService(destination) => $"https://{partition.ConsoleHost}/{destination}/home{query}",
            _ => destination,
        };
        var good = Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort && uri.UserInfo.Length == 0 && text.Length <= 2048
            && (uri.IdnHost == partition.ConsoleHost || uri.IdnHost.EndsWith("." + partition.ConsoleHost, StringComparison.Ordinal));
        url = good ? uri!.AbsoluteUri : null;
        return good;
    }

    private static bool IsService(string text) => text.Length <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
