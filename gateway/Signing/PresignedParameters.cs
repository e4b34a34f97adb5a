namespace Gateway.Signing;

/// <summary>The parameters of a presigned query, decoded; null where the query does not have one.</summary>
internal sealed class PresignedParameters
{
    private static readonly string[] Names =
    [
        "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders", CanonicalQuery.SignatureParameter,
        "X-Amz-Security-Token", "X-Amz-Content-Sha256", "AWSAccessKeyId", "SignatureVersion",
    ];

    private readonly string?[] _values = new string?[Names.Length];

    public string? Algorithm => _values[0];

    public string? Credential => _values[1];

    public string? Date => _values[2];

    public string? Expires => _values[3];

    public string? SignedHeaders => _values[4];

    public string? Signature => _values[5];

    public string? SecurityToken => _values[6];

    public string? ContentSha256 => _values[7];

    /// <summary>S3's and the query protocols' old form.</summary>
    public bool IsSigV2 => _values[8] is not null || _values[9] is not null;

    /// <summary>The first of the names that stands there twice.</summary>
    public string? Repeated { get; private set; }

    /// <summary>Whether a parameter of that (still encoded) name makes a query a signed one.</summary>
    public static bool IsSignatureName(ReadOnlySpan<char> name) => IndexOf(name) is 0 or 1 or 5 or 8 or 9;

    public static PresignedParameters Read(string rawQuery)
    {
        var parameters = new PresignedParameters();
        foreach (var (name, value) in new RawQuery(rawQuery))
        {
            var index = IndexOf(name);
            if (index < 0)
            {
                continue;
            }

            if (parameters._values[index] is not null)
            {
                parameters.Repeated ??= Names[index];
            }

            parameters._values[index] = UriEncoding.Decode(value);
        }

        return parameters;
    }

    private static int IndexOf(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (UriEncoding.DecodesTo(name, Names[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
