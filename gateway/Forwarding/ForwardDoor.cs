using Gateway.Auditing;
using Gateway.Forwarding.Bodies;
using Gateway.Forwarding.Errors;
using Gateway.Forwarding.Operations;
using Gateway.Forwarding.Upstream;
using Gateway.Limits;
using Gateway.Signing;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Gateway.Forwarding;

/// <summary>
/// The way of a forwarded call: endpoint, proof, signature, policy, body, operation, role, upstream. Each stage either adds to the call
/// or ends it with an error in the client's own protocol; nothing goes out unless all have agreed.
/// </summary>
internal sealed class ForwardDoor(
    CallProver prover, CallResolver resolver, CallAuthoriser authoriser, PayloadReader payloads, UpstreamForwarder upstream, IOptions<LimitOptions> limits, TimeProvider time,
    ILogger<ForwardDoor> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.Audit().Door = "forward";

        // S3 takes objects of any length; what must be held is bounded by Gateway:Forward:MaxBufferedBody.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        // YARP would pass upgrades and extended CONNECT on, past the signature.
        context.Features.Set<IHttpUpgradeFeature>(null);
        context.Features.Set<IHttpExtendedConnectFeature>(null);

        if (!RawTarget.TryRead(context, out var target))
        {
            return ForwardErrorWriter.WriteAsync(
                context, new ForwardError(ForwardFault.InvalidRequest, "The request target must be a path that begins with a slash and holds no '#'."), AwsProtocol.RestXml, isS3: false);
        }

        var deadline = limits.Value.LongestCall is { Ticks: > 0 } longest ? new CallDeadline(longest, time, context.RequestAborted) : null;
        return AnswerAsync(new ForwardCall(context, target.Service is not null && resolver.HostNamesService(context) ? target.WithoutPrefix() : target) { Deadline = deadline });
    }

    private async Task AnswerAsync(ForwardCall call)
    {
        using var deadline = call.Deadline;
        try
        {
            if (await RunAsync(call) is { } error)
            {
                NoteOperation(call);
                var protocol = ProtocolDetector.Detect(call.Endpoint?.Service, call.OperationRequest());
                await ForwardErrorWriter.WriteAsync(call.Context, error, call.IsS3 ? AwsProtocol.RestXml : protocol, call.IsS3, isBare: call.Endpoint?.Service.Name != "s3-control");
            }
        }
        finally
        {
            call.Budget?.Leave();
            if (call.CheckedBody is not null)
            {
                await call.CheckedBody.DisposeAsync();
            }

            if (call.Body is not null)
            {
                await call.Body.DisposeAsync();
            }
        }
    }

    private async ValueTask<ForwardError?> RunAsync(ForwardCall call)
    {
        try
        {
            return CheckMethod(call)
                ?? Framing.Check(call.Context.Request)
                ?? PostPolicy.Check(call.Context.Request)
                ?? CallProver.ReadSignature(call)
                ?? CheckConnection(call)
                ?? await resolver.ResolveAsync(call)
                ?? await prover.ProveAsync(call)
                ?? PayloadReader.Declare(call)
                ?? StreamedBody.Declare(call)
                ?? (call.PayloadHash.Length > 0 ? prover.VerifySignature(call) : null)
                ?? Admit(call)
                ?? await ReadBodyAsync(call)
                ?? StreamedBody.CheckEmpty(call)
                ?? (call.HasWaited ? authoriser.AuthoriseAgain(call) : null)
                ?? CallAuthoriser.AuthoriseOperation(call)
                ?? await authoriser.AssumeAsync(call)
                ?? await upstream.ForwardAsync(call);
        }
        catch (PayloadRejectedException rejected)
        {
            return ForwardError.Of(rejected);
        }
        catch (Exception e) when (e is BadHttpRequestException or IOException)
        {
            return call.Deadline is { IsOver: true } ? ForwardError.Ended(call) : StreamedBody.Explain(e);
        }
        catch (OperationCanceledException) when (call.Aborted.IsCancellationRequested)
        {
            return ForwardError.Ended(call);
        }
        catch (Exception e)
        {
            Log.ForwardFailed(logger, call.Context.TraceIdentifier, e);
            return new ForwardError(ForwardFault.Internal, "The gateway failed on this request; its log has the cause under the request id.");
        }
    }

    /// <summary>
    /// Authorises the call and takes the place of its record, without which nothing is told of the decision and nothing goes out.
    /// </summary>
    private ForwardError? Admit(ForwardCall call)
    {
        var error = authoriser.Authorise(call);
        return error is { TakesNoPlace: true } || call.Audit.TryTakePlace() ? error : ForwardError.AuditUnavailable;
    }

    // The method is signed as it stands; others than these, and other spellings of these, AWS does not know and YARP would change.
    private static ForwardError? CheckMethod(ForwardCall call) =>
        call.Context.Request.Method is "GET" or "HEAD" or "PUT" or "POST" or "DELETE" or "PATCH" or "OPTIONS"
            ? null
            : new ForwardError(ForwardFault.InvalidRequest, "The method must be GET, HEAD, PUT, POST, DELETE, PATCH or OPTIONS, in upper case.");

    private static ForwardError? CheckConnection(ForwardCall call) =>
        call.Header("Upgrade")?.Contains("websocket", StringComparison.OrdinalIgnoreCase) == true
            ? new ForwardError(ForwardFault.NotSupported, "WebSockets are not supported: each frame would have to be signed anew. Call this operation without the gateway.")
            : !UpstreamHeaders.HasFewConnectionOptions(call.Context.Request)
            ? new ForwardError(ForwardFault.InvalidRequest, "Connection may hold 16 options, in 1,024 characters.")
            : UpstreamHeaders.EndToEndHeaderInConnection(call.Context.Request, call.Signature) is { } name
            ? new ForwardError(ForwardFault.InvalidRequest, $"Connection names the header {name}, which is not the connection's: it would be lost on the way.")
            : null;

    private async ValueTask<ForwardError?> ReadBodyAsync(ForwardCall call)
    {
        if (PayloadReader.MustBuffer(call))
        {
            var isUnverified = call.PayloadHash.Length == 0;
            if (await payloads.BufferAsync(call) is { } error)
            {
                return error;
            }

            if (isUnverified && prover.VerifySignature(call) is { } wrong)
            {
                return wrong;
            }
        }

        var refused = await payloads.DetectOperationAsync(call);
        NoteOperation(call);
        return refused;
    }

    /// <summary>Names the operation in the audit record, of a refused call as far as its head names it.</summary>
    private static void NoteOperation(ForwardCall call)
    {
        if (call.Endpoint is { } endpoint && call.Proof is not null)
        {
            var operation = call.Operation ?? OperationDetector.Detect(endpoint.Service, call.OperationRequest());
            call.Audit.Action = operation.Name is { } name ? $"{endpoint.Service.Name}:{name}" : null;
        }
    }
}
