using Gateway.Forwarding.Bodies;
using Gateway.Forwarding.Endpoints;
using Gateway.Forwarding.Operations;
using Gateway.Forwarding.Proofs;
using Gateway.Forwarding.Upstream;
using Gateway.Hosting;
using Gateway.Signing;
using Microsoft.Extensions.Options;

namespace Gateway.Forwarding;

/// <summary>Registers this room, and decides which requests are its own.</summary>
internal static class ForwardingServices
{
    public static IServiceCollection AddForwarding(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ForwardOptions>().BindTyped(configuration.GetSection("Gateway:Forward")).ValidateAnnotations();
        services.AddHttpForwarder();
        services.AddSingleton<SigV4Signer>();
        services.AddSingleton<SessionProofs>();
        services.AddSingleton<TokenProofs>();
        services.AddSingleton<ProofReader>();
        services.AddSingleton<CallProver>();
        services.AddSingleton<CallResolver>();
        services.AddSingleton<CallAuthoriser>();
        services.AddSingleton<KnownOperations>();
        services.AddSingleton<HeldBytes>();
        services.AddSingleton<PayloadReader>();
        services.AddSingleton<UpstreamClient>();
        services.AddSingleton<UpstreamForwarder>();
        services.AddSingleton<ForwardDoor>();
        return services;
    }

    /// <summary>
    /// Takes every request that carries an AWS signature, whatever its path (a bucket may be named <c>api</c>), and those under <c>/aws/</c> or
    /// at a host name below the gateway's domain; presigned POSTs too where no door of the gateway's own takes one, to say that they are not supported.
    /// </summary>
    /// <param name="app">The gateway.</param>
    /// <param name="except">Requests that are never forwarded, whatever they carry: those of the management port.</param>
    public static void UseForwarding(this WebApplication app, Func<HttpContext, bool> except)
    {
        var door = app.Services.GetRequiredService<ForwardDoor>();
        var domain = app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.Domain;
        app.MapWhen(context => !except(context) && IsForward(context, domain), branch => branch.Run(door.InvokeAsync));
    }

    private static bool TakesPosts(HttpContext context) =>
        OwnDoors.MethodsAt(context.Request.Path, context.RequestServices.GetRequiredService<EndpointDataSource>()).Contains(HttpMethods.Post, StringComparer.Ordinal);

    private static bool IsForward(HttpContext context, string? domain)
    {
        var request = context.Request;
        return request.Path.StartsWithSegments("/aws", StringComparison.Ordinal)
            || (domain is not null && GatewayHost.Prefix(GatewayHost.Of(request), domain) is not null)
            || (PostPolicy.IsPresent(request) && !TakesPosts(context))
            || SigV4Parser.IsPresent(request.Headers.Authorization, RawTarget.TryRead(context, out var target) ? target.Query : "");
    }
}
