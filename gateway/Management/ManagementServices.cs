using Gateway.Hosting;
using Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Gateway.Management;

/// <summary>Registers this room, keeps the ports apart, and maps what answers on the management port alone.</summary>
internal static class ManagementServices
{
    public static IServiceCollection AddManagement(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ManagementOptions>().BindTyped(configuration.GetSection("Gateway:Management")).ValidateAnnotations();
        services.AddSingleton<IValidateOptions<ManagementOptions>, ManagementOptionsValidator>();
        services.AddSingleton<ManagementListener>();
        services.AddSingleton<RevocationReader>();
        return services;
    }

    /// <summary>The endpoint answers on the management port and nowhere else.</summary>
    public static TBuilder OnManagementPort<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(ServedOn.ManagementPort);

    /// <summary>The endpoint answers on the management port as well.</summary>
    public static TBuilder OnEveryPort<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(ServedOn.EveryPort);

    /// <summary>Answers what comes by the management port. Comes after routing and before all doors but the forward door, which leaves that port out.</summary>
    public static void UseManagementPort(this WebApplication app)
    {
        var listener = app.Services.GetRequiredService<ManagementListener>();
        if (listener.IsOn)
        {
            app.MapWhen(listener.Received, branch => branch.Run(context =>
                context.GetEndpoint() is { RequestDelegate: { } handle } endpoint && endpoint.Metadata.OfType<ServedOn>().Any()
                    ? handle(context)
                    : UnknownDoor.HandleAny(context, context.RequestServices.GetRequiredService<EndpointDataSource>()).ExecuteAsync(context)));
        }
    }

    /// <summary>Hides the endpoints of the management port from all others. Comes after routing.</summary>
    public static void HideManagement(this WebApplication app) => app.Use((context, next) =>
        context.GetEndpoint()?.Metadata.OfType<ServedOn>().Contains(ServedOn.ManagementPort) == true
            ? UnknownDoor.Handle(context).ExecuteAsync(context)
            : next(context));

    /// <summary>Maps the management endpoints, where there is a port for them.</summary>
    public static void MapManagement(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ManagementListener>().IsOn)
        {
            app.MapRevocations();
            app.MapTelemetry().OnManagementPort();
        }
    }
}
