using Gateway.Forwarding.Endpoints;

namespace Gateway.Forwarding.Operations;

/// <summary>Reads which operation a request asks for.</summary>
internal static class OperationDetector
{
    public static AwsOperation Detect(AwsService? service, in OperationRequest request) =>
        new() { Service = service?.Name, Protocol = ProtocolDetector.Detect(service, request), IsComplete = false };
}
