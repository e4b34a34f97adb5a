using Gateway.Aws;
using Gateway.Forwarding.Bodies;
using Gateway.Forwarding.Endpoints;
using Gateway.Forwarding.Errors;
using Gateway.Hosting;
using Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Gateway.Forwarding;

/// <summary>Finds out where a call goes: by host or path where they name a service, else by the credential scope.</summary>
internal sealed class CallResolver(CallProver prover, CallAuthoriser authoriser, PayloadReader payloads, IOptions<AwsOptions> aws, IOptions<GatewayOptions> gateway)
{
    /// <summary>Whether the host below the gateway's domain names a service, so that the path is the service's whole.</summary>
    public bool HostNamesService(HttpContext context) => HostPrefix(context) is { } host && EndpointTable.Default.HostNamesService(host);

    /// <summary>
    /// A host of S3 itself, whose name leads here by other means, says as much as one below the gateway's domain: else the first of the path would be taken for the bucket.
    /// Other names of AWS's may be the gateway's own, as of a load balancer or a VPC endpoint.
    /// </summary>
    private string? HostPrefix(HttpContext context)
    {
        var host = GatewayHost.Of(context.Request);
        return gateway.Value.Domain is { } domain && GatewayHost.Prefix(host, domain) is { } prefix ? prefix
            : EndpointTable.Default.IsBucketHost(host) ? host
            : null;
    }

    /// <summary>Sets the call's endpoint, or says why there is none and what to set.</summary>
    public async ValueTask<ForwardError?> ResolveAsync(ForwardCall call)
    {
        // A bucket may be called aws: its objects are signed for S3, and their keys begin with no service's name. Before a region, it is a name that was mistyped.
        if (call.Target.Service is { } segment && call.Signature is { } signature && S3SigningNames.Contains(signature.Scope.Service)
            && !EndpointTable.Default.NamesService(segment, call.Target.Region!) && !EndpointTable.Default.NamesRegion(call.Target.Region!))
        {
            call.Target = call.Target.WithoutPrefix();
        }

        if (Resolve(call, action: null) is not { } unknown)
        {
            return null;
        }

        // Signing names that stand for several services, one of the query protocol among them (ses): the form's Action decides.
        if (!PayloadReader.IsForm(call))
        {
            return unknown;
        }

        return await prover.ProveAsync(call)
            ?? authoriser.Enter(call)
            ?? await payloads.HoldAsync(call)
            ?? Resolve(call, await PayloadReader.ReadActionAsync(call));
    }

    private ForwardError? Resolve(ForwardCall call, string? action)
    {
        using var span = Tracing.Start(Tracing.Resolve);
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
            Headers = call.Context.Request.Headers,
            Signature = call.Signature,
            DefaultRegion = aws.Value.Region,
        });
        if (!resolution.IsResolved)
        {
            return new ForwardError(ForwardFault.UnknownEndpoint, resolution.Problem);
        }

        call.Endpoint = resolution.Endpoint;
        var audit = call.Audit;
        audit.Service = resolution.Endpoint.Service.Name;
        audit.Region = resolution.Endpoint.Region;
        audit.Path = call.Target.ServicePath;
        return null;
    }
}
