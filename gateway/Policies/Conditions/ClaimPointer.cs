using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gateway.Policies.Conditions;

/// <summary>A JSON Pointer (RFC 6901) into a token's payload. Two are equal when they are written the same.</summary>
internal sealed partial class ClaimPointer : IEquatable<ClaimPointer>
{
    private readonly (byte[] Name, int Index)[] steps;

    private ClaimPointer(string text, string[] names)
    {
        Text = text;
        steps = [.. names.Select(name => (Encoding.UTF8.GetBytes(name), IndexOf(name)))];
    }

    public string Text { get; }

    /// <summary>The pointer; null where the text is none, or points at the whole payload.</summary>
    public static ClaimPointer? TryParse(string text) =>
        Syntax().IsMatch(text)
            ? new ClaimPointer(text, [.. text[1..].Split('/').Select(Unescape)])
            : null;

    /// <summary>The pointer to a claim at the top level, whatever characters its name has.</summary>
    public static ClaimPointer OfClaim(string name) =>
        new("/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal), [name]);

    /// <summary>What stands there; false where nothing does, or null.</summary>
    public bool TryFind(JsonElement claims, out JsonElement value)
    {
        value = claims;
        foreach (var (name, index) in steps)
        {
            var found = value.ValueKind switch
            {
                JsonValueKind.Object => value.TryGetProperty(name, out value),
                JsonValueKind.Array when index >= 0 && index < value.GetArrayLength() => At(index, ref value),
                _ => false,
            };
            if (!found)
            {
                return false;
            }
        }

        return value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
    }

    public bool Equals(ClaimPointer? other) => other is not null && other.Text == Text;

    public override bool Equals(object? obj) => Equals(obj as ClaimPointer);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    private static bool At(int index, ref JsonElement value)
    {
        value = value[index];
        return true;
    }

    // RFC 6901 section 4: ~1 first, so that ~01 becomes ~1 and not a slash.
    private static string Unescape(string name) =>
        name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    // RFC 6901 section 4: digits without leading zeros.
    private static int IndexOf(string name) =>
        name.Length is > 0 and < 10 && (name == "0" || name[0] != '0') && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : -1;

    [GeneratedRegex(@"\A(/([^~/]|~[01])*)+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Syntax();
}
