using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Gateway.Policies.Reading;

/// <summary>Types scalars as JSON would, and refuses numbers that YAML readers disagree on.</summary>
internal static partial class YamlScalar
{
    public static ScalarNode Resolve(Scalar scalar, DocumentPath path, ProblemList problems)
    {
        var (text, at) = (scalar.Value, scalar.Start);
        var isPlain = scalar.Style is ScalarStyle.Plain;
        var type = isPlain ? TypeOf(text) : ScalarKind.Text;
        if (type is ScalarKind.Integer or ScalarKind.Fraction && !JsonNumber().IsMatch(text))
        {
            problems.Add(
                (int)at.Line, (int)at.Column, path.ToString(), PolicyRule.Syntax, $"'{text}' is a number that YAML readers disagree on; quote it: \"{text}\"");
        }

        return new ScalarNode(text, type, isPlain, at.Line, at.Column);
    }

    private static ScalarKind TypeOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Boolean,
        _ when YamlInteger().IsMatch(text) => ScalarKind.Integer,
        _ when YamlFraction().IsMatch(text) => ScalarKind.Fraction,
        _ => ScalarKind.Text,
    };

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex JsonNumber();

    [GeneratedRegex(@"\A([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YamlInteger();

    [GeneratedRegex(@"\A([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YamlFraction();
}
