using System.Text;

namespace Gateway.Cli.Running;

/// <summary>PowerShell. It takes four more characters for a single quote (U+2018 to U+201B); each ends a string unless it is doubled.</summary>
internal sealed class PowerShellSyntax : IShellSyntax
{
    public string? Set(string name, string value) => value.Contains('\0') ? null : $"$Env:{name} = '{Escaped(value)}'";

    public string Unset(string name) => $"Remove-Item -ErrorAction SilentlyContinue Env:{name}";

    public string Hint(string command) => $"# {command} | Out-String | Invoke-Expression";

    private static string Escaped(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            text.Append(c);
            if (c is '\'' or (>= '\u2018' and <= '\u201B'))
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }
}
