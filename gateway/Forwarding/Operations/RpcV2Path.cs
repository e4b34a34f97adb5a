using System.Diagnostics.CodeAnalysis;

namespace Gateway.Forwarding.Operations;

/// <summary>The path of Smithy RPC v2: <c>/service/{service}/operation/{operation}</c>.</summary>
/// <remarks>https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html#requests</remarks>
internal static class RpcV2Path
{
    /// <summary>What the path has without a prefix.</summary>
    public const int Segments = 4;

    /// <summary>Reads the last four segments: a prefix before them is allowed by the protocol.</summary>
    public static bool TryRead(string path, [NotNullWhen(true)] out string? service, [NotNullWhen(true)] out string? operation)
    {
        if (path.Contains("operation", StringComparison.OrdinalIgnoreCase) || path.Contains('%', StringComparison.Ordinal))
        {
            if (RequestPath.DecodeThenSplit(path) is [.., var first, var name, var third, var last]
                && first.Equals("service", StringComparison.OrdinalIgnoreCase)
                && third.Equals("operation", StringComparison.OrdinalIgnoreCase))
            {
                (service, operation) = (name, last);
                return true;
            }
        }

        (service, operation) = (null, null);
        return false;
    }
}
