using System.CommandLine;
using System.Globalization;

namespace Gateway.Cli.Terminal;

/// <summary>An option that takes a whole number within bounds.</summary>
internal class NumberOption : Option<int?>
{
    public NumberOption(string name, int least, int most)
        : base(name) =>
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError($"{name} is a number from {least} to {most}.");
            return null;
        };
}
