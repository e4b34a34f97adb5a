using System.Security;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Aws;

/// <summary>Writes answers in the shape of each dialect.</summary>
internal static class AwsAnswer
{
    public static Task ErrorAsync(HttpContext context, Dialect dialect, int status, string code, string message, string requestId)
    {
        context.Response.StatusCode = status;
        switch (dialect)
        {
            case Dialect.S3:
                return XmlAsync(
                    context,
                    $"<Error><Code>{code}</Code><Message>{Xml(message)}</Message><RequestId>{requestId}</RequestId><HostId>stand-in</HostId></Error>");
            case Dialect.Query:
                return XmlAsync(
                    context,
                    "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
                    + $"<Type>{(status < 500 ? "Sender" : "Receiver")}</Type><Code>{code}</Code><Message>{Xml(message)}</Message></Error>"
                    + $"<RequestId>{requestId}</RequestId></ErrorResponse>");
            default:
                context.Response.Headers["x-amzn-ErrorType"] = code;
                return JsonAsync(context, new JsonObject { ["__type"] = code, ["message"] = message });
        }
    }

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
