using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Forwarding;

/// <summary>The request target exactly as it stood on the wire, cut at the question mark and after the gateway's own prefix.</summary>
/// <param name="Path">The whole path, which is what the client signed.</param>
/// <param name="Query">The query without its question mark; empty: none.</param>
/// <param name="Service">From <c>/aws/{service}/{region}</c>; null where the path has no such prefix.</param>
/// <param name="Region">Likewise.</param>
/// <param name="ServicePath">The path without that prefix: what the service sees.</param>
internal readonly record struct RawTarget(string Path, string Query, string? Service, string? Region, string ServicePath)
{
    private const string Prefix = "/aws/";

    /// <summary>Whether a question mark ends the target, with no query behind it: the byte goes on like any other.</summary>
    public bool HasBareMark { get; private init; }

    /// <summary>The same target read as the service's alone, whatever its path begins with.</summary>
    public RawTarget WithoutPrefix() => this with { Service = null, Region = null, ServicePath = Path };

    /// <summary>Reads the target; false for one that is no origin-form path (RFC 9112 section 3.2.1), or that holds a fragment.</summary>
    public static bool TryRead(HttpContext context, out RawTarget target) =>
        TryParse(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, out target);

    public static bool TryParse(string raw, out RawTarget target)
    {
        target = default;
        if (raw.Length == 0 || raw[0] != '/' || raw.Contains('#', StringComparison.Ordinal))
        {
            return false;
        }

        var mark = raw.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? raw : raw[..mark];
        var query = mark < 0 ? "" : raw[(mark + 1)..];
        target = (TryReadPrefix(path, out var service, out var region, out var rest)
            ? new RawTarget(path, query, service, region, rest)
            : new RawTarget(path, query, null, null, path)) with
        { HasBareMark = mark == raw.Length - 1 };
        return true;
    }

    private static bool TryReadPrefix(string path, [NotNullWhen(true)] out string? service, [NotNullWhen(true)] out string? region, out string rest)
    {
        (service, region, rest) = (null, null, path);
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var afterService = path.IndexOf('/', Prefix.Length);
        if (afterService < 0)
        {
            return false;
        }

        var afterRegion = path.IndexOf('/', afterService + 1);
        var end = afterRegion < 0 ? path.Length : afterRegion;
        if (afterService == Prefix.Length || end == afterService + 1)
        {
            return false;
        }

        service = path[Prefix.Length..afterService];
        region = path[(afterService + 1)..end];
        rest = afterRegion < 0 ? "/" : path[afterRegion..];
        return true;
    }
}
