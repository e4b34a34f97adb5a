using Gateway.Sso.Assignments;
using Gateway.Sso.Confirming;
using Gateway.Sso.Login;
using Gateway.Sso.Oidc;
using Gateway.Sso.Sealing;
using Microsoft.Extensions.Options;

namespace Gateway.Sso;

/// <summary>Registers this room and maps its doors.</summary>
internal static class SsoServices
{
    private const int MaxAnswerBytes = 256 * 1024;

    public static IServiceCollection AddSso(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SsoOptions>().BindTyped(configuration.GetSection("Gateway:Sso")).ValidateAnnotations();
        services.AddSingleton<IValidateOptions<SsoOptions>, SsoOptionsValidator>();
        services.AddHttpClient(LoginIssuer.ClientName, client =>
            {
                client.Timeout = TimeSpan.FromSeconds(10);
                client.MaxResponseContentBufferSize = MaxAnswerBytes;
            })
            .ConfigurePrimaryHttpMessageHandler(OutboundHandler.Create)
            .RemoveAllLoggers();
        services.AddSingleton<Sealer>();
        services.AddSingleton<IssuerEndpoints>();
        services.AddSingleton<LoginIssuer>();
        services.AddSingleton<TokenGrants>();
        services.AddSingleton<SsoLimits>();
        return services;
    }

    public static void MapSso(this IEndpointRouteBuilder routes)
    {
        routes.MapOidc();
        routes.MapConfirming();
        routes.MapAssignments();
    }
}
