using System.Globalization;
using System.Text;

namespace Gateway.Cli.Running;

/// <summary>
/// PowerShell. Within single quotes only the single quote has a meaning, and is doubled. Whatever is not printable ASCII is written as its
/// number: PowerShell takes four more characters for a single quote (U+2018 to U+201B), Windows' consoles make one of others (U+02BC, U+FF07)
/// where their code page lacks them, and lines are joined anew on their way to <c>Invoke-Expression</c>.
/// </summary>
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
            _ = c switch
            {
                '\'' => text.Append("''"),
                < ' ' or > '~' => text.Append(CultureInfo.InvariantCulture, $"' + [char]0x{(int)c:X4} + '"),
                _ => text.Append(c),
            };
        }

        return text.ToString();
    }
}
