using Gateway.Forwarding.Endpoints;

namespace Gateway.Forwarding.Operations;

/// <summary>Tells which protocol a client speaks: it decides the shape of the errors that the client can read.</summary>
internal static class ProtocolDetector
{
    public static AwsProtocol Detect(AwsService? service, in OperationRequest request) =>
        service is { Protocols: [var first, ..] } ? first : request.Target is null ? AwsProtocol.RestJson : AwsProtocol.Json11;
}
