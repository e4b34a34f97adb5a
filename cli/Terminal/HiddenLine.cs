using System.Text;

namespace Gateway.Cli.Terminal;

/// <summary>A line that a person types and nobody sees.</summary>
internal static class HiddenLine
{
    /// <summary>Reads it from the terminal; null where it is ended by Ctrl+D or Ctrl+Z with nothing typed.</summary>
    public static string? Read()
    {
        var typed = new StringBuilder();
        while (true)
        {
            switch (Console.ReadKey(intercept: true))
            {
                case { Key: ConsoleKey.Enter }:
                    return typed.ToString();
                case { KeyChar: '\u0004' or '\u001a' } when typed.Length == 0:
                    return null;
                case { Key: ConsoleKey.Backspace }:
                    typed.Length = Math.Max(0, typed.Length - 1);
                    break;
                case { KeyChar: var typedOne } when !char.IsControl(typedOne):
                    typed.Append(typedOne);
                    break;
            }
        }
    }
}
