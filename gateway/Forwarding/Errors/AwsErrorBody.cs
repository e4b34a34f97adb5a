using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Gateway.Forwarding.Operations;

namespace Gateway.Forwarding.Errors;

/// <summary>An error in the shape of one AWS protocol.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Bytes">Its body.</param>
internal readonly record struct AwsErrorBody(string ContentType, byte[] Bytes)
{
    public static AwsErrorBody Of(AwsProtocol protocol, bool isBare, AwsErrorCode error, string message, string requestId) =>
        Write(protocol, isBare, error, PrintableText.Of(message), requestId);

    private static AwsErrorBody Write(AwsProtocol protocol, bool isBare, AwsErrorCode error, string message, string requestId) => protocol switch
    {
        AwsProtocol.RestXml when isBare => Xml(new XElement("Error",
            new XElement("Code", error.Code), new XElement("Message", message), new XElement("RequestId", requestId), new XElement("HostId", "gateway"))),
        AwsProtocol.RestXml or AwsProtocol.Query => Xml(new XElement("ErrorResponse",
            new XElement("Error",
                new XElement("Type", error.Status < 500 ? "Sender" : "Receiver"), new XElement("Code", error.Code), new XElement("Message", message)),
            new XElement("RequestId", requestId))),
        AwsProtocol.Ec2Query => Xml(new XElement("Response",
            new XElement("Errors", new XElement("Error", new XElement("Code", error.Code), new XElement("Message", message))),
            new XElement("RequestID", requestId))),
        AwsProtocol.RpcV2Cbor => new("application/cbor", CborText.Map(("__type", error.Code), ("message", message))),
        AwsProtocol.Json10 => Json("application/x-amz-json-1.0", error, message),
        AwsProtocol.Json11 => Json("application/x-amz-json-1.1", error, message),
        _ => Json("application/json", error, message),
    };

    private static AwsErrorBody Json(string contentType, AwsErrorCode error, string message) => new(contentType,
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(StringComparer.Ordinal) { ["__type"] = error.Code, ["message"] = message }));

    private static AwsErrorBody Xml(XElement root) => new("application/xml",
        Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.ToString(SaveOptions.DisableFormatting)));
}
