namespace Gateway.RealShells;

/// <summary>What a terminal or a console's code page may make something else of, on its way into a shell: control characters, and the cousins of quotes and percent signs.</summary>
internal static class MisreadCharacters
{
    public static IReadOnlyList<string> All { get; } =
        ["\n", "\r", "\t", "\u001B", "\u007F", "\u0085", "\u00E9", "\u02BC", "\u2018", "\u2019", "\u201B", "\u201C", "\u201D", "\uFF02", "\uFF05", "\uFF07"];
}
