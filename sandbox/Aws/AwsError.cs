using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Aws;

/// <summary>Writes errors in the shape of each dialect.</summary>
internal static class AwsError
{
    public static Task WriteAsync(HttpContext context, Dialect dialect, int status, string code, string message, string requestId)
    {
        context.Response.StatusCode = status;
        switch (dialect)
        {
            case Dialect.S3:
                return HttpAnswer.XmlAsync(
                    context,
                    $"<Error><Code>{code}</Code><Message>{HttpAnswer.Xml(message)}</Message><RequestId>{requestId}</RequestId><HostId>stand-in</HostId></Error>");
            case Dialect.Query:
                return HttpAnswer.XmlAsync(
                    context,
                    "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
                    + $"<Type>{(status < 500 ? "Sender" : "Receiver")}</Type><Code>{code}</Code><Message>{HttpAnswer.Xml(message)}</Message></Error>"
                    + $"<RequestId>{requestId}</RequestId></ErrorResponse>");
            default:
                context.Response.Headers["x-amzn-ErrorType"] = code;
                return HttpAnswer.JsonAsync(context, new JsonObject { ["__type"] = code, ["message"] = message });
        }
    }
}
