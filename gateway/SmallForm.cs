using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Gateway;

/// <summary>The forms that doors take: <c>application/x-www-form-urlencoded</c> alone, since of <c>multipart/form-data</c> the parts would be put on disk for whoever sends them.</summary>
internal static class SmallForm
{
    /// <summary>Whether the body is one.</summary>
    public static bool IsPresent(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    /// <summary>The form; null for what is none, cannot be read, or is longer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="maxBytes">The longest body, and the longest value.</param>
    /// <param name="maxFields">How many fields it may have.</param>
    public static async Task<IFormCollection?> ReadAsync(HttpContext context, int maxBytes, int maxFields)
    {
        if (!IsPresent(context.Request) || !SmallBody.TryLimit(context.Request, maxBytes))
        {
            return null;
        }

        try
        {
            return await context.Request.ReadFormAsync(
                new FormOptions { ValueLengthLimit = maxBytes, ValueCountLimit = maxFields }, context.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}
