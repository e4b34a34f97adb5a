using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Sandbox.Aws.Verification;

/// <summary>The head of a request as its bytes came: nothing decoded, nothing normalised, one char a byte.</summary>
internal sealed class RawRequest
{
    public RawRequest(string method, string target, IReadOnlyList<RawHeader> headers)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        Method = method;
        Target = target;
        Path = question < 0 ? target : target[..question];
        Query = question < 0 ? "" : target[(question + 1)..];
        Headers = headers;
        Parameters = RawParameter.ParseAll(Query);
    }

    public string Method { get; }

    /// <summary>Path and query, exactly as in the request line.</summary>
    public string Target { get; }

    public string Path { get; }

    /// <summary>What follows the first question mark; empty if there is none.</summary>
    public string Query { get; }

    /// <summary>All header lines. Lines of one name are in wire order; Kestrel does not keep the order between names.</summary>
    public IReadOnlyList<RawHeader> Headers { get; }

    public IReadOnlyList<RawParameter> Parameters { get; }

    public static RawRequest From(HttpContext context)
    {
        var headers = new List<RawHeader>(context.Request.Headers.Count);
        foreach (var (name, values) in context.Request.Headers)
        {
            foreach (var value in values)
            {
                headers.Add(new RawHeader(name.ToLowerInvariant(), value ?? ""));
            }
        }

        return new RawRequest(context.Request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, headers);
    }

    public IEnumerable<string> All(string header) => Headers.Where(h => h.Name == header).Select(h => h.Value);

    /// <summary>The value of a header that is there once; null if it is absent or repeated.</summary>
    public string? Header(string name)
    {
        string? found = null;
        foreach (var header in Headers)
        {
            if (header.Name == name)
            {
                if (found is not null)
                {
                    return null;
                }

                found = header.Value;
            }
        }

        return found;
    }

    public bool Has(string header) => Headers.Any(h => h.Name == header);

    /// <summary>The decoded value of a query parameter that is there once; null if it is absent or repeated.</summary>
    public string? Parameter(string name)
    {
        var found = Parameters.Where(p => p.Name == name).Take(2).ToArray();
        return found.Length == 1 ? found[0].Value : null;
    }

    public bool HasParameter(string name) => Parameters.Any(p => p.Name == name);
}
