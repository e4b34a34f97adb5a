using System.Security;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Sandbox;

/// <summary>Writes whole answers with their length.</summary>
internal static class HttpAnswer
{
    public static Task XmlAsync(HttpContext context, string xml) =>
        BytesAsync(context, "application/xml", Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + xml));

    public static Task JsonAsync(HttpContext context, JsonNode json, string contentType = "application/json") =>
        BytesAsync(context, contentType, JsonSerializer.SerializeToUtf8Bytes(json));

    public static string Xml(string text) => SecurityElement.Escape(text);

    public static async Task BytesAsync(HttpContext context, string contentType, ReadOnlyMemory<byte> bytes)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
