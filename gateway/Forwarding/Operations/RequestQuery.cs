namespace Gateway.Forwarding.Operations;

/// <summary>Keys and values of a query or of a form, in order, repeated ones too.</summary>
internal readonly record struct RequestQuery
{
    private RequestQuery((string Key, string Value)[] pairs) => Pairs = pairs;

    public (string Key, string Value)[] Pairs { get; }

    public static RequestQuery Parse(string? text)
    {
        text = text is ['?', ..] ? text[1..] : text;
        return new RequestQuery(string.IsNullOrEmpty(text)
            ? []
            : [.. text.Split('&', ';').Where(part => part.Length > 0).Select(Pair)]);
    }

    /// <summary>Whether the query holds what a template asks for: <c>acl</c>, or <c>list-type=2</c>.</summary>
    public bool Holds(string wanted, StringComparison comparison)
    {
        var (key, value) = wanted.IndexOf('=', StringComparison.Ordinal) is var mark and >= 0 ? (wanted[..mark], wanted[(mark + 1)..]) : (wanted, null);
        foreach (var pair in Pairs)
        {
            if (pair.Key.Equals(key, comparison) && (value is null || pair.Value.Equals(value, comparison)))
            {
                return true;
            }
        }

        return false;
    }

    private static (string Key, string Value) Pair(string part)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? (PercentEncoding.DecodeForm(part), "")
            : (PercentEncoding.DecodeForm(part[..equals]), PercentEncoding.DecodeForm(part[(equals + 1)..]));
    }
}
