namespace Gateway.Policies.Conditions;

/// <summary>
/// A pattern of a claim: <c>*</c> is any number of characters, <c>?</c> is one (a surrogate pair is one), all else is itself, letter case included.
/// Never steps back further than the last star, so that a value costs its length times the pattern's, which is bounded.
/// </summary>
internal sealed class LikePattern(string text)
{
    /// <summary>The longest pattern that a policy file may hold.</summary>
    public const int MaxLength = 256;

    public string Text => text;

    public bool Matches(string value)
    {
        var (at, next, star, mark) = (0, 0, -1, 0);
        while (at < value.Length)
        {
            if (next < text.Length && text[next] == '*')
            {
                (star, mark) = (next++, at);
            }
            else if (next < text.Length && text[next] == '?')
            {
                (at, next) = (After(value, at), next + 1);
            }
            else if (next < text.Length && text[next] == value[at])
            {
                (at, next) = (at + 1, next + 1);
            }
            else if (star >= 0)
            {
                mark = After(value, mark);
                (at, next) = (mark, star + 1);
            }
            else
            {
                return false;
            }
        }

        return text.AsSpan(next).TrimStart('*').IsEmpty;
    }

    private static int After(string value, int at) => at + 1 < value.Length && char.IsSurrogatePair(value[at], value[at + 1]) ? at + 2 : at + 1;
}
