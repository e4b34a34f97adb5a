namespace Gateway.Cli.Login;

/// <summary>Reads a callback's query.</summary>
internal static class CallbackQuery
{
    /// <summary>The one <c>state</c> in the query; null where there is none or more than one.</summary>
    public static string? StateOf(string query)
    {
        string[] states =
        [
            .. query.TrimStart('?')
                .Split('&')
                .Where(pair => pair.StartsWith("state=", StringComparison.Ordinal))
                .Select(pair => Uri.UnescapeDataString(pair["state=".Length..])),
        ];
        return states is [var only] ? only : null;
    }
}
