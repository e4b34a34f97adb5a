namespace Gateway.Forwarding.Operations;

/// <summary>Keys and values of a query or of a form, in order, repeated ones too.</summary>
internal readonly record struct RequestQuery
{
    private readonly (string Key, string Value, string Raw)[] _pairs;

    /// <summary>Some parsers divide at a semicolon as well, others do not.</summary>
    private readonly bool _hasSemicolon;

    private RequestQuery((string Key, string Value, string Raw)[] pairs, bool hasSemicolon) => (_pairs, _hasSemicolon) = (pairs, hasSemicolon);

    public bool IsEmpty => _pairs.Length == 0;

    public static RequestQuery Parse(string? text)
    {
        text = text is ['?', ..] ? text[1..] : text;
        return string.IsNullOrEmpty(text)
            ? new RequestQuery([], hasSemicolon: false)
            : new RequestQuery([.. text.Split('&', ';').Where(part => part.Length > 0).Select(Pair)], text.Contains(';', StringComparison.Ordinal));
    }

    /// <summary>Whether the query holds what a template asks for: <c>acl</c>, or <c>list-type=2</c>.</summary>
    public bool Holds(string wanted, StringComparison comparison)
    {
        var (key, value) = Divide(wanted);
        foreach (var pair in _pairs)
        {
            if (pair.Key.Equals(key, comparison) && (value is null || pair.Value.Equals(value, comparison)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether every parser finds what <see cref="Holds"/> finds: it is written without encodings, and the key stands there once.</summary>
    public bool HoldsPlainly(string wanted)
    {
        var (key, value) = Divide(wanted);
        var found = _pairs.Where(pair => pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).ToArray();
        return !_hasSemicolon && found is [var only] && (value is null ? Divide(only.Raw).Key == key : only.Raw == wanted);
    }

    private static (string Key, string Value, string Raw) Pair(string part)
    {
        var (key, value) = Divide(part);
        return (PercentEncoding.DecodeForm(key), value is null ? "" : PercentEncoding.DecodeForm(value), part);
    }

    private static (string Key, string? Value) Divide(string part) =>
        part.IndexOf('=', StringComparison.Ordinal) is var mark and >= 0 ? (part[..mark], part[(mark + 1)..]) : (part, null);
}
