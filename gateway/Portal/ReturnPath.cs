using System.Diagnostics.CodeAnalysis;

namespace Gateway.Portal;

/// <summary>Where a person goes after a sign-in: a page of this portal, never another site (CWE-601).</summary>
internal readonly record struct ReturnPath
{
    private const int Longest = 4096;

    private static readonly string[] Pages = [PortalPaths.Home, PortalPaths.Why, PortalPaths.Console, PortalPaths.ConsoleOptions, PortalPaths.StepUp];

    private readonly string? value;

    private ReturnPath(string value) => this.value = value;

    public static ReturnPath Home => new(PortalPaths.Home);

    /// <summary>Path and query, as they were given.</summary>
    public string Value => value ?? PortalPaths.Home;

    /// <summary>The page asked for, or the home page where that is none of the portal's.</summary>
    public static ReturnPath Of(string? text) => TryParse(text, out var path) ? path.Value : Home;

    public static bool TryParse(string? text, [NotNullWhen(true)] out ReturnPath? path)
    {
        path = null;
        // The path must be one of ours to the letter, so that no reading of slashes, backslashes or dots matters.
        if (text is { Length: > 0 and <= Longest } && text.All(c => c is > ' ' and < '\u007F') && Pages.Contains(text.Split('?')[0], StringComparer.Ordinal))
        {
            path = new ReturnPath(text);
        }

        return path is not null;
    }

    public override string ToString() => Value;
}
