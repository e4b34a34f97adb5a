using Microsoft.Extensions.Options;

namespace Gateway.Identity;

/// <summary>Registers this room.</summary>
internal static class IdentityServices
{
    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IdentityOptions>().BindTyped(configuration.GetSection("Gateway")).ValidateAnnotations();
        services.AddSingleton<IValidateOptions<IdentityOptions>, IdentityOptionsValidator>();
        services.AddHttpClient(IssuerDocumentRetriever.ClientName, client =>
            {
                client.Timeout = IssuerDocumentRetriever.Timeout;
                client.MaxResponseContentBufferSize = IssuerDocumentRetriever.MaxBytes;
            })
            .ConfigurePrimaryHttpMessageHandler(OutboundHandler.Create);
        services.AddSingleton<Issuers>();
        services.AddSingleton<TokenVerifier>();
        services.AddHostedService<IssuerKeyRefresher>();
        return services;
    }
}
