using Gateway.Auditing;
using Gateway.Aws;
using Gateway.Forwarding.Bodies;
using Gateway.Forwarding.Endpoints;
using Gateway.Forwarding.Errors;
using Gateway.Forwarding.Operations;
using Gateway.Forwarding.Proofs;
using Gateway.Forwarding.Upstream;
using Gateway.Hosting;
using Gateway.Signing;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Gateway.Forwarding;

/// <summary>
/// The way of a forwarded call: proof, endpoint, signature, policy, body, operation, role, upstream. Each stage either adds to the call
/// or ends it with an error in the client's own protocol; nothing goes out unless all have agreed.
/// </summary>
internal sealed class ForwardDoor(
    ProofReader proofs, CallAuthoriser authoriser, PayloadReader payloads, UpstreamForwarder upstream, SigV4Verifier verifier,
    IOptions<AwsOptions> aws, IOptions<GatewayOptions> gateway, TimeProvider time, ILogger<ForwardDoor> logger)
{
    public async Task InvokeAsync(HttpContext context)
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
            await ForwardErrorWriter.WriteAsync(
                context, new ForwardError(ForwardFault.InvalidRequest, "The request target must be a path that begins with a slash and holds no '#'."), AwsProtocol.RestXml, isS3: false);
            return;
        }

        var call = new ForwardCall(context, HostNamesService(context) ? target.WithoutPrefix() : target);
        try
        {
            if (await RunAsync(call) is { } error)
            {
                NoteOperation(call);
                var protocol = ProtocolDetector.Detect(call.Endpoint?.Service, call.OperationRequest());
                await ForwardErrorWriter.WriteAsync(context, error, call.IsS3 ? AwsProtocol.RestXml : protocol, call.IsS3);
            }
        }
        finally
        {
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
                ?? ReadSignature(call)
                ?? CheckConnection(call)
                ?? await ResolveAsync(call)
                ?? await ProveAsync(call)
                ?? PayloadReader.Declare(call)
                ?? StreamedBody.Declare(call)
                ?? (call.PayloadHash.Length > 0 ? VerifySignature(call) : null)
                ?? authoriser.Authorise(call)
                ?? await ReadBodyAsync(call)
                ?? StreamedBody.CheckEmpty(call)
                ?? CallAuthoriser.GuardVending(call)
                ?? AuthoriseAgain(call)
                ?? await authoriser.AssumeAsync(call)
                ?? await upstream.ForwardAsync(call);
        }
        catch (PayloadRejectedException rejected)
        {
            return ForwardError.Of(rejected);
        }
        catch (Exception e) when (e is BadHttpRequestException or IOException)
        {
            return ForwardError.Of(new PayloadRejectedException(PayloadRejectedException.Incomplete, "The body ended before it was whole."));
        }
        catch (OperationCanceledException) when (call.Aborted.IsCancellationRequested)
        {
            return new ForwardError(ForwardFault.Unavailable, "The client went away.");
        }
        catch (Exception e)
        {
            Log.Failed(logger, call.Context.TraceIdentifier, e);
            return new ForwardError(ForwardFault.Internal, "The gateway failed on this request; its log has the cause under the request id.");
        }
    }

    // The method is signed as it stands; others than these, and other spellings of these, AWS does not know and YARP would change.
    private static ForwardError? CheckMethod(ForwardCall call) =>
        call.Context.Request.Method is "GET" or "HEAD" or "PUT" or "POST" or "DELETE" or "PATCH" or "OPTIONS"
            ? null
            : new ForwardError(ForwardFault.InvalidRequest, "The method must be GET, HEAD, PUT, POST, DELETE, PATCH or OPTIONS, in upper case.");

    private static ForwardError? CheckConnection(ForwardCall call) =>
        UpstreamHeaders.EndToEndHeaderInConnection(call.Context.Request, call.Signature) is { } name
            ? new ForwardError(ForwardFault.InvalidRequest, $"Connection names the header {name}, which is not the connection's: it would be lost on the way.")
            : null;

    private static ForwardError? ReadSignature(ForwardCall call)
    {
        if (!SigV4Parser.IsPresent(call.Request))
        {
            call.ServiceQuery = ServiceQuery.WithoutToken(call.Target.Query);
            return null;
        }

        var parsed = SigV4Parser.Parse(call.Request);
        if (parsed.Signature is not { } signature)
        {
            return ForwardError.Of(parsed.Error!);
        }

        call.Signature = signature;
        call.Context.Audit().ClientAccessKeyId = PrintableText.NameForRecord(signature.AccessKeyId);
        call.ServiceQuery = signature.IsPresigned ? ServiceQuery.WithoutSignature(call.Target.Query) : ServiceQuery.WithoutToken(call.Target.Query);
        return null;
    }

    private async ValueTask<ForwardError?> ProveAsync(ForwardCall call)
    {
        if (call.Proof is not null)
        {
            return null;
        }

        var read = call.Signature is { } signature
            ? await proofs.ReadAsync(signature, call.Aborted)
            : await proofs.ReadBearerAsync(call.Context.Request, call.Aborted);
        if (!read.IsRead)
        {
            return read.Error;
        }

        call.Proof = read.Proof;
        var audit = call.Context.Audit();
        audit.Caller = read.Proof.Caller;
        audit.RoleId = PrintableText.NameForRecord(read.Proof.Role);
        return null;
    }

    /// <summary>A body may have taken its time to arrive; what was permitted when it began may not be any more.</summary>
    private ForwardError? AuthoriseAgain(ForwardCall call) => call switch
    {
        { Body: null } => null,
        _ when call.Proof.Expires <= time.GetUtcNow() => new ForwardError(ForwardFault.ExpiredToken, "The credentials expired while the body was on its way; get new ones."),
        _ => authoriser.Authorise(call),
    };

    /// <summary>Whether the host below the gateway's domain names a service, so that the path is the service's whole.</summary>
    private bool HostNamesService(HttpContext context) =>
        HostPrefix(context)?.Split('.') is [.., var service, _] && EndpointTable.Default.TryFindService(service, out _);

    private string? HostPrefix(HttpContext context) =>
        gateway.Value.Domain is { } domain ? GatewayHost.Prefix(context.Request.Host.Host, domain) : null;

    private async ValueTask<ForwardError?> ResolveAsync(ForwardCall call)
    {
        if (Resolve(call, action: null) is not { } unknown)
        {
            return null;
        }

        // Signing names that stand for several services, one of the query protocol among them (ses): the form's Action decides.
        if (!PayloadReader.IsForm(call))
        {
            return unknown;
        }

        return await ProveAsync(call)
            ?? await payloads.HoldAsync(call)
            ?? Resolve(call, await PayloadReader.ReadActionAsync(call));
    }

    private ForwardError? Resolve(ForwardCall call, string? action)
    {
        var scope = call.Signature?.Scope;
        var resolution = EndpointTable.Default.Resolve(new EndpointQuery
        {
            Host = HostPrefix(call.Context),
            Action = action,
            Service = call.Target.Service,
            Region = call.Target.Region,
            SigningName = scope?.Service,
            SigningRegion = scope?.Region,
            Method = call.Context.Request.Method,
            Path = call.Target.ServicePath,
            Query = call.ServiceQuery,
            Target = call.Header("X-Amz-Target"),
            DefaultRegion = aws.Value.Region,
        });
        if (!resolution.IsResolved)
        {
            return new ForwardError(ForwardFault.UnknownEndpoint, resolution.Problem);
        }

        call.Endpoint = resolution.Endpoint;
        var audit = call.Context.Audit();
        audit.Service = resolution.Endpoint.Service.Name;
        audit.Region = resolution.Endpoint.Region;
        audit.Path = call.Target.ServicePath;
        return null;
    }

    private ForwardError? VerifySignature(ForwardCall call)
    {
        if (call.Signature is not { } signature)
        {
            return null;
        }

        var encoding = S3SigningNames.Contains(signature.Scope.Service) ? PathEncoding.Once : PathEncoding.Twice;
        var error = verifier.Verify(call.Request, signature, call.Proof.Secret!, call.PayloadHash, encoding, time.GetUtcNow(), out var form);
        call.PathForm = form;
        return error is null ? null : ForwardError.Of(error);
    }

    private async ValueTask<ForwardError?> ReadBodyAsync(ForwardCall call)
    {
        if (PayloadReader.MustBuffer(call))
        {
            var isUnverified = call.PayloadHash.Length == 0;
            if (await payloads.BufferAsync(call) is { } error)
            {
                return error;
            }

            if (isUnverified && VerifySignature(call) is { } wrong)
            {
                return wrong;
            }
        }

        await PayloadReader.DetectOperationAsync(call);
        NoteOperation(call);
        return null;
    }

    /// <summary>Names the operation in the audit record, of a refused call as far as its head names it.</summary>
    private static void NoteOperation(ForwardCall call)
    {
        if (call.Endpoint is { } endpoint && call.Proof is not null)
        {
            var operation = call.Operation ?? OperationDetector.Detect(endpoint.Service, call.OperationRequest());
            call.Context.Audit().Action = operation.Name is { } name ? $"{endpoint.Service.Name}:{name}" : null;
        }
    }
}
