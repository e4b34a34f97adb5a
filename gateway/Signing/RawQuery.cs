namespace Gateway.Signing;

/// <summary>The parameters of a raw query in their order, still encoded. Empty pieces between two '&amp;' are skipped.</summary>
internal ref struct RawQuery(ReadOnlySpan<char> query)
{
    private ReadOnlySpan<char> _rest = query;

    public RawQueryParameter Current { get; private set; }

    public readonly RawQuery GetEnumerator() => this;

    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            var end = _rest.IndexOf('&');
            var parameter = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? default : _rest[(end + 1)..];
            if (!parameter.IsEmpty)
            {
                var equals = parameter.IndexOf('=');
                Current = equals < 0 ? new(parameter, default) : new(parameter[..equals], parameter[(equals + 1)..]);
                return true;
            }
        }

        return false;
    }
}
