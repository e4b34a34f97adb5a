using Gateway.Forwarding.Endpoints;

namespace Gateway.Forwarding.Operations;

/// <summary>Tells which protocol a client speaks: it decides the shape of the errors that the client can read.</summary>
internal static class ProtocolDetector
{
    public static AwsProtocol Detect(AwsService? service, in OperationRequest request)
    {
        if (request.SmithyProtocol?.Contains("rpc-v2-cbor", StringComparison.OrdinalIgnoreCase) == true || IsCbor(service, request))
        {
            return AwsProtocol.RpcV2Cbor;
        }

        if (request.Target is not null || ContentIs(request, "application/x-amz-json-1."))
        {
            return ContentIs(request, "application/x-amz-json-1.0") ? AwsProtocol.Json10
                : ContentIs(request, "application/x-amz-json-1.1") ? AwsProtocol.Json11
                : Spoken(service, AwsProtocol.Json10, AwsProtocol.Json11) ?? AwsProtocol.Json11;
        }

        if (ContentIs(request, "application/x-www-form-urlencoded") || HasAction(request.Query))
        {
            // A service of the JSON protocols that gets a form has an older client (SQS before it spoke JSON).
            var query = service is null ? AwsProtocol.Query
                : Spoken(service, AwsProtocol.Query, AwsProtocol.Ec2Query) ?? (Spoken(service, AwsProtocol.Json10, AwsProtocol.Json11) is null ? null : AwsProtocol.Query);
            if (query is { } spoken)
            {
                return spoken;
            }
        }

        return Spoken(service, AwsProtocol.RestJson, AwsProtocol.RestXml) ?? service?.Protocols[0] ?? AwsProtocol.RestJson;
    }

    private static bool IsCbor(AwsService? service, in OperationRequest request) =>
        RpcV2Path.TryRead(request.Path, out _, out _) && (service is null || service.Protocols.Contains(AwsProtocol.RpcV2Cbor));

    private static bool HasAction(string? query)
    {
        if (string.IsNullOrEmpty(query))
        {
            return false;
        }

        var actions = new List<string>();
        ActionParameter.Read(query, actions);
        return actions.Count > 0;
    }

    private static bool ContentIs(in OperationRequest request, string type) =>
        request.ContentType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true;

    private static AwsProtocol? Spoken(AwsService? service, AwsProtocol one, AwsProtocol other) =>
        service is null ? null
            : service.Protocols.Contains(one) ? one
            : service.Protocols.Contains(other) ? other
            : null;
}
