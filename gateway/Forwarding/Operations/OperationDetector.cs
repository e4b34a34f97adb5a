using System.Collections.Immutable;
using Gateway.Forwarding.Endpoints;

namespace Gateway.Forwarding.Operations;

/// <summary>
/// Reads which operation a request asks for. Every place where any protocol would name one is read, whichever the service is known to
/// speak: a service may speak more than its model says, and a request may name one operation here and another there.
/// </summary>
internal static class OperationDetector
{
    /// <summary>The operation; see <see cref="AwsOperation.Readings"/> for a request that may mean several.</summary>
    public static AwsOperation Detect(AwsService? service, in OperationRequest request)
    {
        var protocol = ProtocolDetector.Detect(service, request);
        if (service is { IsS3: true })
        {
            var found = S3Operations.Match(OperationModels.Default.Of(service), request);
            return new AwsOperation { Name = found is [var only] ? only : null, Protocol = protocol, Readings = found };
        }

        return Detect(service, request, protocol);
    }

    private static AwsOperation Detect(AwsService? service, in OperationRequest request, AwsProtocol protocol)
    {
        var speaksQuery = service is null || service.Protocols.Any(IsQuery);
        var speaksRest = SpeaksRest(service);
        var speaksRpc = service is null || service.Protocols.Any(each => each is AwsProtocol.Json10 or AwsProtocol.Json11 or AwsProtocol.RpcV2Cbor);

        var content = BodyContent.Of(request.ContentType);
        var readsForm = ReadsForm(service, content);
        var byAction = new List<string>();
        var isRead = ActionParameter.Read(request.Query, byAction) & (!readsForm || ActionParameter.Read(request.Body.Span, byAction));

        ImmutableArray<string> byTarget = [.. Targets(request.Target)];
        ImmutableArray<string> byPath = RpcV2Path.TryRead(request.Path, out _, out var operation) ? [operation] : [];
        // Services without a REST protocol may have paths as well, as the Iceberg catalog of Glue has.
        var paths = service is null ? RestOperations.None : OperationModels.Default.Of(service);
        var byTemplate = paths == RestOperations.None ? [] : paths.Match(request.Method, request.Path, request.Query);
        var readsPath = speaksRest || !byTemplate.IsEmpty;
        var isOffProtocol = !readsPath && !IsRpcPath(service, request.Path, namesOperation: !byPath.IsEmpty);

        // What the service's own protocols name is the operation; what another protocol would name is a further reading.
        var own = new List<string>(byTemplate);
        own.AddRange(speaksRpc ? byTarget.Concat(byPath) : []);
        // Where nothing else does, the form of an older client names the operation (SQS before it spoke JSON).
        own.AddRange(speaksQuery || (!speaksRest && own.Count == 0) ? byAction : []);
        own = [.. own.Distinct(StringComparer.Ordinal)];
        return new AwsOperation
        {
            Name = own is [var only] && IsName(only) ? only : null,
            Protocol = protocol,
            Readings = [.. own.Concat(byTarget).Concat(byPath).Concat(byAction).Distinct(StringComparer.Ordinal)],
            IsComplete = own.Count > 0
                && own.TrueForAll(IsName)
                && isRead
                && !request.OverridesMethod
                && content.IsPlain
                && !isOffProtocol
                && !(readsPath && RequestPath.IsAmbiguous(request.Path))
                && (!readsForm || IsReadable(request))
                && (content.MayBeForm || request.Body.IsEmpty || service?.Protocols.All(IsQuery) != true),
            IsOffProtocol = isOffProtocol,
        };
    }

    /// <summary>
    /// Whether a body may be a form that names an operation. One that says so is read whichever protocol the service is known to speak: it may answer older clients,
    /// too. One that says nothing is read where no client leaves the type out; bodies of REST services may be anything.
    /// </summary>
    public static bool ReadsForm(AwsService? service, in BodyContent content) =>
        service is null || service.Protocols.Any(IsQuery) || content.IsForm || (content.MayBeForm && !SpeaksRest(service));

    private static bool SpeaksRest(AwsService? service) => service is not null && service.Protocols.Any(each => each is AwsProtocol.RestJson or AwsProtocol.RestXml);

    /// <summary>
    /// Whether the path is one at which RPC protocols are spoken: elsewhere the service may go by the path, and not by the name that the request says. SQS is
    /// spoken to at its queues' own paths, and Smithy RPC v2 has a path for each operation.
    /// </summary>
    private static bool IsRpcPath(AwsService? service, string path, bool namesOperation) =>
        RequestPath.Split(path).Length == 0
        || service?.Name == "sqs"
        || (namesOperation && RequestPath.DecodeThenSplit(path).Length == RpcV2Path.Segments);

    private static bool IsQuery(AwsProtocol protocol) => protocol is AwsProtocol.Query or AwsProtocol.Ec2Query;

    /// <summary>What follows the last dot of each value: <c>DynamoDB_20120810.GetItem</c>.</summary>
    private static IEnumerable<string> Targets(string? target) =>
        target?.Split(',').Select(value => value[(value.LastIndexOf('.') + 1)..].Trim()) ?? [];

    /// <summary>A form that is compressed or cut off may name another operation further on.</summary>
    private static bool IsReadable(in OperationRequest request) =>
        request.BodyIsWhole && (string.IsNullOrEmpty(request.ContentEncoding) || request.ContentEncoding.Equals("identity", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the text can be the name of an operation at all.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= 128 && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
