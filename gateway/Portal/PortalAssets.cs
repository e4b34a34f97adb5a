using System.Collections.Frozen;
using System.Security.Cryptography;
using Gateway.Hosting;
using Microsoft.Net.Http.Headers;

namespace Gateway.Portal;

/// <summary>The portal's style, script and icon, built into the program. Their addresses hold their hash, so that browsers may keep them for ever.</summary>
internal static class PortalAssets
{
    private static readonly FrozenDictionary<string, Asset> All = new[]
    {
        Read("portal.css", "text/css; charset=utf-8"), Read("portal.js", "text/javascript; charset=utf-8"), Read("icon.svg", "image/svg+xml"),
    }.ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    public static string UrlOf(string name) => $"{PortalPaths.Assets}/{All[name].Hash}/{name}";

    public static void MapAssets(this IEndpointRouteBuilder portal) => portal.MapMethods(PortalPaths.Assets + "/{hash}/{name}", ReadMethods.All, (HttpContext context, string hash, string name) =>
    {
        if (!All.TryGetValue(name, out var asset) || asset.Hash != hash)
        {
            return Results.NotFound();
        }

        context.Response.Headers[HeaderNames.CacheControl] = "public, max-age=31536000, immutable";
        return Results.Bytes(asset.Content, asset.ContentType);
    });

    private static Asset Read(string name, string contentType)
    {
        using var stream = typeof(PortalAssets).Assembly.GetManifestResourceStream("portal/" + name) ?? throw new InvalidOperationException($"{name} is not built in.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new Asset(name, contentType, content, Convert.ToHexStringLower(SHA256.HashData(content))[..16]);
    }

    private sealed record Asset(string Name, string ContentType, byte[] Content, string Hash);
}
