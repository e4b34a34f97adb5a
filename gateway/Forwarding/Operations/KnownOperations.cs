using Gateway.Forwarding.Endpoints;

namespace Gateway.Forwarding.Operations;

/// <summary>
/// Remembers the operations of the JSON protocols, whose requests differ in nothing but a header: what a request asks for is a function of its parts
/// alone, and the key is all of them, so that nothing in here can be out of date.
/// </summary>
internal sealed class KnownOperations
{
    /// <summary>Entries held at most, of 1 KiB at the worst.</summary>
    private const int Capacity = 4096;

    /// <summary>Longer values are no service's: they are read each time.</summary>
    private const int LongestValue = 128;

    private readonly BoundedCache<(AwsService Service, OperationRequest Request), AwsOperation> known = new(Capacity);

    /// <summary>As <see cref="OperationDetector"/> reads it.</summary>
    public AwsOperation Detect(AwsService service, in OperationRequest request)
    {
        if (!IsUsual(request))
        {
            return OperationDetector.Detect(service, request);
        }

        if (!known.TryGet((service, request), out var operation))
        {
            operation = OperationDetector.Detect(service, request);
            known.Add((service, request), operation);
        }

        return operation;
    }

    private static bool IsUsual(in OperationRequest request) =>
        request is { Path: "/", Query: "", Target.Length: <= LongestValue, ContentType.Length: <= LongestValue, ContentEncoding: null, SmithyProtocol: null, HostPrefix: null, Body.IsEmpty: true };
}
