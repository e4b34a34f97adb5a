using System.Text;

namespace Gateway.Policies.Reading;

/// <summary>The file's characters.</summary>
internal static class YamlText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes the file; null with a problem where it is no text.</summary>
    public static string? Decode(ReadOnlyMemory<byte> bytes, ProblemList problems)
    {
        if (bytes.Length > PolicyFile.MaxBytes)
        {
            problems.Add(1, 1, "", PolicyRule.Syntax, $"the file has {bytes.Length:N0} bytes; a policy file has at most {PolicyFile.MaxBytes:N0}");
            return null;
        }

        string text;
        try
        {
            text = Strict.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            problems.Add(1, 1, "", PolicyRule.Syntax, "the file is not UTF-8");
            return null;
        }

        // YAML 1.2 section 5.1 allows no control characters, and a parser may take NUL for the end of the file: denials after it would be lost.
        var control = text.AsSpan().IndexOfAnyInRange('\0', '\u0008');
        if (control >= 0)
        {
            var before = text.AsSpan(0, control);
            problems.Add(
                before.Count('\n') + 1,
                control - before.LastIndexOf('\n'),
                "",
                PolicyRule.Syntax,
                $"the control character U+{(int)text[control]:X4} is not allowed");
            return null;
        }

        return text.StartsWith('\uFEFF') ? text[1..] : text;
    }
}
