using Gateway.Issuing;

namespace Gateway.Portal.Console;

/// <summary>Which console a person wants to open.</summary>
/// <param name="Role">A role's id or ARN; null: the only one there is.</param>
/// <param name="Destination">What <see cref="Issuing.Console.ConsoleDestination"/> resolves.</param>
internal sealed record ConsoleRequest(string? Role, string? Destination)
{
    /// <summary>Reads a deep link's query or the page's form.</summary>
    /// <param name="value">Gives the values of a parameter.</param>
    public static IssueResult<ConsoleRequest> Read(Func<string, Microsoft.Extensions.Primitives.StringValues> value)
    {
        foreach (var name in new[] { "role", "destination", "region" })
        {
            if (value(name).Count > 1)
            {
                return new Refusal(RefusalKind.InvalidRequest, $"The parameter '{name}' is given {value(name).Count} times; give it once.");
            }
        }

        var (destination, region) = (Text(value("destination")), Text(value("region")));
        if (region is not null && (region.Length > 32 || !region.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')))
        {
            return new Refusal(RefusalKind.InvalidRequest, "region must be the name of a region, such as eu-west-1.");
        }

        return new ConsoleRequest(Text(value("role")), region is null ? destination : InRegion(destination, region));
    }

    // A URL or a path with a query of its own says its region itself.
    private static string? InRegion(string? destination, string region) => destination switch
    {
        null => $"/console/home?region={region}",
        _ when destination.Contains(':', StringComparison.Ordinal) || destination.Contains('?', StringComparison.Ordinal) || destination.Contains('#', StringComparison.Ordinal) => destination,
        ['/', ..] => $"{destination}?region={region}",
        _ => $"/{destination}/home?region={region}",
    };

    private static string? Text(Microsoft.Extensions.Primitives.StringValues values) => values is [{ Length: > 0 } text] ? text : null;
}
