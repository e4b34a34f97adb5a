using Gateway.Issuing.Api;
using Gateway.Issuing.Console;
using Gateway.Issuing.Container;
using Gateway.Issuing.Sts;

namespace Gateway.Issuing;

/// <summary>Registers this room and maps its doors.</summary>
internal static class IssuingServices
{
    public static IServiceCollection AddIssuing(this IServiceCollection services)
    {
        services.AddHttpClient(SignInTokens.ClientName, client =>
            {
                client.Timeout = TimeSpan.FromSeconds(5);
                client.MaxResponseContentBufferSize = 64 * 1024;
            })
            .ConfigurePrimaryHttpMessageHandler(OutboundHandler.Create)
            // Its URLs hold keys.
            .RemoveAllLoggers();
        services.AddSingleton<Admission>();
        services.AddSingleton<SignInTokens>();
        services.AddSingleton<ConsoleSignIn>();
        services.AddSingleton<SessionDurations>();
        services.AddSingleton<CredentialIssuer>();
        services.AddSingleton<LastingGrant>();
        services.AddSingleton<GatewayAddress>();
        return services;
    }

    public static void MapIssuing(this IEndpointRouteBuilder routes)
    {
        routes.MapConfiguration();
        routes.MapApi();
        routes.MapContainer();
        routes.MapSts();
    }
}
