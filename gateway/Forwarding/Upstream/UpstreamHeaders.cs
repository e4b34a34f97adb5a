using System.Collections.Frozen;
using Gateway.Forwarding.Proofs;
using Gateway.Signing;
using Microsoft.Extensions.Primitives;

namespace Gateway.Forwarding.Upstream;

/// <summary>
/// The headers that go on to AWS: all that the client sent, except what identifies it, what belongs to the connection, and what the
/// gateway or proxies before it added.
/// </summary>
internal static class UpstreamHeaders
{
    private static readonly FrozenSet<string> Dropped = new[]
    {
        // What the client proved itself with; the call is signed anew.
        "Authorization", "X-Amz-Security-Token", "X-Amz-Date", "Date", "X-Amz-S3session-Token", ProofReader.RoleHeader, "Cookie",
        // Of this connection alone: RFC 9110 section 7.6.1. Expect is answered here.
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "Proxy-Authenticate", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
        "HTTP2-Settings", "Expect",
        // Who passed it on (RFC 7239 and older ways), and the trace that it belongs to.
        "Forwarded", "Via", "X-Real-IP",
        "X-Original-For", "X-Original-Proto", "X-Original-Host", "traceparent", "tracestate", "baggage",
        // Set from the endpoint.
        "Host",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What proxies add of the client, its access token for one: nginx and its kind, OAuth2 Proxy, and a load balancer of AWS's that signs people in.</summary>
    private static readonly string[] DroppedPrefixes = ["X-Forwarded-", "X-Auth-Request-", "X-Amzn-Oidc-"];

    /// <summary>
    /// The headers, one value a name: repeats are joined by a comma without a space, in the form that is signed, since AWS joins what it
    /// receives in just that way.
    /// </summary>
    /// <param name="request">The client's request.</param>
    /// <param name="host">The endpoint's.</param>
    /// <param name="hoisted">Headers that its presigned URL held as parameters.</param>
    public static List<KeyValuePair<string, StringValues>> Of(HttpRequest request, string host, IReadOnlyDictionary<string, string>? hoisted = null)
    {
        var headers = new List<KeyValuePair<string, StringValues>>(request.Headers.Count + 4) { new("Host", host) };
        var connection = request.Headers.Connection;
        foreach (var (name, values) in request.Headers)
        {
            if (!IsDropped(name) && !IsOption(connection, name))
            {
                headers.Add(new(name, values.Count > 1 ? string.Join(',', values.ToArray()) : values));
            }
        }

        if (hoisted is not null)
        {
            headers.AddRange(hoisted.Where(header => !IsDropped(header.Key)).Select(header => KeyValuePair.Create(header.Key, new StringValues(header.Value))));
        }

        return headers;
    }

    /// <summary>Whether Connection has no more options than a connection has, each of which is compared with every header.</summary>
    public static bool HasFewConnectionOptions(HttpRequest request)
    {
        const int mostOptions = 16;
        const int mostCharacters = 1024;
        var (options, characters) = (0, 0);
        foreach (var value in request.Headers.Connection)
        {
            characters += value?.Length ?? 0;
            options += characters <= mostCharacters ? value.AsSpan().Count(',') + 1 : 0;
        }

        return characters <= mostCharacters && options <= mostOptions;
    }

    /// <summary>
    /// A header that Connection names and that is not the connection's, such as one that was signed: dropping it would send another request
    /// than the one that was verified (RFC 9110 section 7.6.1 forbids naming such a header). Null: there is none.
    /// </summary>
    public static string? EndToEndHeaderInConnection(HttpRequest request, SigV4Signature? signature)
    {
        // The usual request has no Connection header, and listing the names of the others costs more than to ask.
        var connection = request.Headers.Connection;
        if (connection.Count == 0)
        {
            return null;
        }

        foreach (var name in request.Headers.Keys)
        {
            if (IsOption(connection, name) && (signature?.Signs(name) == true || IsEndToEnd(name)))
            {
                return name;
            }
        }

        return null;
    }

    private static bool IsDropped(string name) => Dropped.Contains(name) || HasDroppedPrefix(name);

    private static bool HasDroppedPrefix(string name)
    {
        foreach (var prefix in DroppedPrefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEndToEnd(string name) =>
        name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("content-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("if-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Range", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Host", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Authorization", StringComparison.OrdinalIgnoreCase);

    // A header that Connection has among its options belongs to the connection as well (RFC 9110 section 7.6.1).
    private static bool IsOption(StringValues connection, string name)
    {
        foreach (var value in connection)
        {
            foreach (var option in (value ?? "").AsSpan().Split(','))
            {
                if (value.AsSpan()[option].Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
