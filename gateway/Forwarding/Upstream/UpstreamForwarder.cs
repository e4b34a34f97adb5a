using System.Diagnostics;
using System.Net;
using Gateway.Assuming;
using Gateway.Aws;
using Gateway.Forwarding.Bodies;
using Gateway.Forwarding.Endpoints;
using Gateway.Forwarding.Errors;
using Gateway.Forwarding.Operations;
using Gateway.Signing;
using Gateway.Telemetry;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway.Forwarding.Upstream;

/// <summary>Signs an authorised call with the role's credentials and streams it to AWS and back.</summary>
internal sealed class UpstreamForwarder(
    IHttpForwarder forwarder, UpstreamClient client, SigV4Signer signer, RoleSessions sessions, HeldBytes held, IOptions<AwsOptions> aws, IOptions<ForwardOptions> options, IOptions<TelemetryOptions> telemetry,
    GatewayMetrics metrics, TimeProvider time, ILogger<UpstreamForwarder> logger)
{
    private readonly EndpointOverrides overrides = new(EndpointTable.Default, aws.Value.EndpointUrl, new Dictionary<string, Uri>(aws.Value.Endpoints, StringComparer.OrdinalIgnoreCase));

    private readonly ForwarderRequestConfig configuration = new()
    {
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        ActivityTimeout = options.Value.IdleTimeout,
    };

    /// <summary>Sends the call; null where AWS's answer, whatever it was, has gone to the client.</summary>
    public async ValueTask<ForwardError?> ForwardAsync(ForwardCall call)
    {
        var endpoint = call.Endpoint!;
        var request = call.Context.Request;
        var address = UpstreamAddress.Of(endpoint, overrides, call.Target.ServicePath, call.ServiceQuery) with { HasBareMark = call.Target.HasBareMark };
        var headers = UpstreamHeaders.Of(request, address.Host, call.Hoisted);
        var signed = Sign(call, address, headers);
        var audit = call.Audit;
        var content = call.Body?.Bytes is { Length: > 0 } bytes ? new HeldContent(bytes) : null;
        if (content is not null)
        {
            call.Context.Features.Set<IHttpRequestBodyDetectionFeature>(content);
            audit.BytesIn = call.Body!.Length;
        }
        else if (StreamedBody.MayCome(call.Context))
        {
            var body = StreamedBody.Check(call, signed.ChunkSeed, held);
            call.CheckedBody = ReferenceEquals(body, request.Body) ? null : body;
            request.Body = call.Upload = new CountingStream(body, time, read => audit.BytesIn += read);
        }

        var transformer = new CallTransformer(
            address, headers, signed, call.Credentials, content, call.Body?.Length, audit, telemetry.Value.PropagateToAws, time)
        {
            IsRead = IsRead(call),
        };
        var error = await SendAsync(call, address, transformer);
        if (transformer.Error.RefusesSession)
        {
            sessions.Forget(call.Proof.SessionOf(call.Role), call.Credentials);
        }

        return transformer.Error.IsWithheld ? Withheld(call, transformer)
            : error == ForwarderError.None ? null
            : Explain(call, error, transformer);
    }

    // The query protocol takes its actions in a GET as well, whatever they do.
    private static bool IsRead(ForwardCall call) =>
        HttpMethods.IsHead(call.Context.Request.Method)
        || (HttpMethods.IsGet(call.Context.Request.Method) && call.Endpoint!.Service.Protocols is [AwsProtocol.RestXml or AwsProtocol.RestJson, ..]);

    private ForwardError Withheld(ForwardCall call, CallTransformer transformer)
    {
        if (!transformer.Error.WasRead)
        {
            return new ForwardError(ForwardFault.Unavailable,
                "AWS answered with an error that is longer than 1 MiB or in a coding that is not known here, so that it may show the role's session. Ask without Accept-Encoding.");
        }

        if (call.PathForm == PathForm.AsWritten && !transformer.Error.RefusesSession && !transformer.Error.RefusesTime)
        {
            // Signed as the client signed it, which says that the client's own signature would be refused there.
            return ForwardError.Of(new SigV4Error(SigV4Fault.SignatureMismatch,
                "AWS refuses a signature over this path as it is written. Percent-encode all of it but letters, digits, '-', '.', '_', '~' and '/', once, and sign that."));
        }

        Log.SignatureRefused(logger, call.Context.TraceIdentifier, call.Endpoint!.Host, transformer.Status);
        return new ForwardError(ForwardFault.Unavailable, "AWS refuses the gateway's own signature or session; the gateway's operator finds the cause in its log.");
    }

    private SignedRequestHeaders Sign(ForwardCall call, UpstreamAddress address, List<KeyValuePair<string, StringValues>> headers)
    {
        using var span = Tracing.Start(Tracing.Sign);
        var endpoint = call.Endpoint!;
        return signer.Sign(
            new SigV4Request(call.Context.Request.Method, address.Path, address.Query, headers),
            new SigningParameters
            {
                Credentials = call.Credentials.Signing,
                Region = endpoint.SigningRegion,
                Service = endpoint.SigningName,
                PayloadHash = call.PayloadHash,
                PathEncoding = endpoint.IsS3Family ? PathEncoding.Once : PathEncoding.Twice,
                PathForm = call.PathForm,
                Now = time.GetUtcNow(),
                SendPayloadHash = endpoint.IsS3Family || endpoint.SigningName == "aoss",
            });
    }

    private async ValueTask<ForwarderError> SendAsync(ForwardCall call, UpstreamAddress address, CallTransformer transformer)
    {
        using var span = Tracing.Start(Tracing.Forward, ActivityKind.Client);
        var service = call.Endpoint!.Service.Name;
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag(TagNames.Service, service).SetTag(TagNames.Operation, call.Operation?.Name).SetTag(TagNames.Region, call.Endpoint.Region)
                .SetTag(TagNames.ServerAddress, address.Host).SetTag(TagNames.HttpMethod, call.Context.Request.Method).SetTag(TagNames.UrlPath, address.Path);
        }

        var began = time.GetTimestamp();
        var error = await forwarder.SendAsync(call.Context, address.Origin, client.Invoker, configuration, transformer, call.Aborted);
        if (transformer.Status != 0)
        {
            metrics.Answered(service, transformer.Status, time.GetElapsedTime(began, transformer.AnsweredAt));
        }

        span?.SetTag(TagNames.HttpStatus, transformer.Status == 0 ? null : transformer.Status);
        if (error != ForwarderError.None || transformer.Status >= 500)
        {
            span.Fail(error == ForwarderError.None ? "answer" : error.ToString());
        }

        return error;
    }

    private ForwardError Explain(ForwardCall call, ForwarderError error, CallTransformer transformer)
    {
        var cause = call.Context.Features.Get<IForwarderErrorFeature>()?.Exception;
        var explained = Explain(call, error, cause, transformer);
        if (explained is { Fault: ForwardFault.Unavailable, Ending: not CallEnding.Aborted })
        {
            Log.NotForwarded(logger, call.Context.TraceIdentifier, call.Endpoint!.Host, error, cause);
        }

        return explained;
    }

    private ForwardError Explain(ForwardCall call, ForwarderError error, Exception? cause, CallTransformer transformer)
    {
        if (Causes(cause).OfType<PayloadRejectedException>().FirstOrDefault() is { } rejected)
        {
            return ForwardError.Of(rejected);
        }

        if (Causes(cause).OfType<NoRoomException>().FirstOrDefault() is { } none)
        {
            return ForwardError.Of(none);
        }

        var idle = options.Value.IdleTimeout;
        return error switch
        {
            _ when call.Deadline is { IsOver: true } => ForwardError.Ended(call),
            // YARP says no more than that it ended the call, and has ended the client's connection where an answer had begun.
            _ when call.Upload?.HasWaited(idle) == true => ForwardError.Of(PayloadRejectedException.StoodStill()),
            _ when transformer.Answer?.HasWaited(idle) == true =>
                new ForwardError(ForwardFault.Unavailable, $"The answer of {call.Endpoint!.Host} stood still for {idle} (Gateway:Forward:IdleTimeout).") { Ending = CallEnding.BrokenOff },
            _ when transformer.Answer?.WasLeft(idle) == true => ForwardError.Ended(call),
            ForwarderError.RequestBodyClient or ForwarderError.RequestBodyCanceled => StreamedBody.Explain(
                Causes(cause).FirstOrDefault(each => each is BadHttpRequestException or ConnectionResetException or ConnectionAbortedException)),
            ForwarderError.RequestTimedOut => new ForwardError(ForwardFault.Unavailable, $"{call.Endpoint!.Host} did not answer in time."),
            ForwarderError.RequestCanceled or ForwarderError.ResponseBodyCanceled or ForwarderError.ResponseBodyClient => ForwardError.Ended(call),
            ForwarderError.Request => new ForwardError(ForwardFault.Unavailable, $"{call.Endpoint!.Host} cannot be reached."),
            _ => new ForwardError(ForwardFault.Unavailable, $"{call.Endpoint!.Host} broke off."),
        };
    }

    private static IEnumerable<Exception> Causes(Exception? exception) => exception switch
    {
        null => [],
        AggregateException several => several.InnerExceptions.SelectMany(Causes).Prepend(several),
        _ => Causes(exception.InnerException).Prepend(exception),
    };
}
