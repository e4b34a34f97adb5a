namespace Gateway.Signing;

/// <summary>Reads the signature that a request carries, in the Authorization header or in the query.</summary>
internal static class SigV4Parser
{
    /// <summary>Whether the request carries an AWS signature of any version, right or wrong: then every refusal speaks AWS's language.</summary>
    public static bool IsPresent(in SigV4Request request) => throw new NotSupportedException();

    public static SigV4ParseResult Parse(in SigV4Request request) => throw new NotSupportedException();
}
