using Microsoft.Extensions.Primitives;

namespace Gateway.Signing;

/// <summary>What a signature covers, as it stood or shall stand on the wire. Every char is one byte (Latin-1), so that bytes are hashed as they came.</summary>
/// <param name="method">The method in its own letter case.</param>
/// <param name="rawPath">The path as on the wire: still encoded, beginning with '/'.</param>
/// <param name="rawQuery">The query as on the wire, without '?'; empty where there is none.</param>
/// <param name="headers">
/// Every header; the names in any letter case, repeats as one entry of several values or as several entries. ASP.NET Core's
/// <c>IHeaderDictionary</c> is such a collection as it is.
/// </param>
internal readonly struct SigV4Request(string method, string rawPath, string rawQuery, ICollection<KeyValuePair<string, StringValues>> headers)
{
    public string Method { get; } = method;

    public string RawPath { get; } = rawPath;

    public string RawQuery { get; } = rawQuery;

    public ICollection<KeyValuePair<string, StringValues>> Headers { get; } = headers;
}
