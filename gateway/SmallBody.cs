using Microsoft.AspNetCore.Http.Features;

namespace Gateway;

/// <summary>Bodies of doors that take less than the server does.</summary>
internal static class SmallBody
{
    /// <summary>Whether the body may be read; one in chunks, which declares no length, ends with a <see cref="BadHttpRequestException"/> where it is longer.</summary>
    /// <param name="request">The request, of whose body nothing was read yet.</param>
    /// <param name="maxBytes">The longest body.</param>
    public static bool TryLimit(HttpRequest request, int maxBytes)
    {
        if (request.ContentLength > maxBytes)
        {
            // It is not read here, and the server drops it as it drops others, so that the connection may be kept.
            return false;
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maxBytes;
        }

        return true;
    }
}
