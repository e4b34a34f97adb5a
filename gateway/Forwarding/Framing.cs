using Gateway.Forwarding.Errors;

namespace Gateway.Forwarding;

/// <summary>Refuses a request whose end another parser before or behind us may see elsewhere.</summary>
/// <remarks>RFC 9112 sections 6.1 and 6.3 leave it to a server to refuse these.</remarks>
internal static class Framing
{
    /// <summary>Kestrel lets chunks win over Content-Length, and keeps the latter under this name.</summary>
    private const string OverriddenLength = "X-Content-Length";

    /// <summary>Null: the body has one end only.</summary>
    public static ForwardError? Check(HttpRequest request)
    {
        var codings = request.Headers.TransferEncoding;
        if (codings.Count == 0)
        {
            return null;
        }

        if (request.Headers.ContainsKey(OverriddenLength))
        {
            return new ForwardError(ForwardFault.InvalidRequest, "Transfer-Encoding and Content-Length must not stand in one request.") { EndsConnection = true };
        }

        return codings is [var only] && "chunked".Equals(only?.Trim(), StringComparison.OrdinalIgnoreCase)
            ? null
            : new ForwardError(ForwardFault.NotSupported, "Transfer-Encoding must be chunked, once and alone.") { EndsConnection = true };
    }
}
