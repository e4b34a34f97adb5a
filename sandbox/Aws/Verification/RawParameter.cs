namespace Gateway.Sandbox.Aws.Verification;

/// <summary>One query parameter, as sent and decoded. A parameter without an equals sign has an empty value.</summary>
internal readonly record struct RawParameter(string RawName, string RawValue)
{
    public string Name => PercentEncoding.DecodeText(RawName);

    public string Value => PercentEncoding.DecodeText(RawValue);

    public static IReadOnlyList<RawParameter> ParseAll(string query)
    {
        if (query.Length == 0)
        {
            return [];
        }

        var parameters = new List<RawParameter>();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            parameters.Add(equals < 0 ? new RawParameter(pair, "") : new RawParameter(pair[..equals], pair[(equals + 1)..]));
        }

        return parameters;
    }
}
