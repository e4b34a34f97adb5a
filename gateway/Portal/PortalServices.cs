using Gateway.Auditing;
using Gateway.Hosting;
using Gateway.Portal.Console;
using Gateway.Portal.Credentials;
using Gateway.Portal.Home;
using Gateway.Portal.Pages;
using Gateway.Portal.SignIn;
using Gateway.Portal.Why;
using Gateway.Sessions;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Gateway.Portal;

/// <summary>Registers this room and maps its doors.</summary>
internal static class PortalServices
{
    public static IServiceCollection AddPortal(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PortalOptions>().BindTyped(configuration.GetSection("Gateway:Portal")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PortalOptions>, PortalOptionsValidator>();
        // What renders pages and signs people in takes 5 MiB, which a gateway without a portal leaves where they are.
        return PortalOptions.IsConfigured(configuration["Gateway:Portal:ClientId"]) ? services.AddPages() : services;
    }

    private static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddSingleton<PortalIssuer>();
        services.AddSingleton<SealedRenewals>();
        services.AddSingleton<SharedRenewals>();
        services.AddSingleton<TokenRenewer>();
        services.AddSingleton<SessionEnding>();
        services.AddSingleton<PortalSessions>();
        services.AddSingleton<PortalCookieEvents>();
        services.AddSingleton<IssuerEvents>();
        services.AddSingleton<RoleCatalog>();
        services.AddSingleton<Explanations>();
        services.AddSingleton<ConsoleRegions>();

        services.AddRazorComponents();
        services.AddScoped<PageState>();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "gateway-antiforgery";
            // Lax, not Strict: with Strict whoever comes by a link of another site gets a new one, and the forms of their other tabs are out of date.
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // Ours is stricter.
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, CookieSetup>();
        services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, IssuerSetup>();
        services.AddAuthentication().AddCookie(PortalSchemes.Cookie).AddOpenIdConnect(PortalSchemes.Issuer, displayName: null, _ => { });

        // The session keys protect cookies and sign-in state, so that every replica opens them: no key ring of the framework's, in no folder.
        services.AddSingleton<IDataProtectionProvider, SessionKeyProtectionProvider>();
        foreach (var keyRing in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Namespace == "Microsoft.AspNetCore.DataProtection.Internal").ToList())
        {
            services.Remove(keyRing);
        }

        return services;
    }

    public static void MapPortal(this WebApplication app)
    {
        // WebApplication would put the authentication middleware before everything, and the sign-in's callback before forwarded calls.
        ((IApplicationBuilder)app).Properties["__AuthenticationMiddlewareSet"] = true;

        var home = app.MapGroup("").WithMetadata(PlainPage.Fault).AddEndpointFilter(new PagesOnly());
        if (app.Services.GetService<PortalSessions>() is not null)
        {
            app.MapPages(home);
        }
        else
        {
            home.MapMethods(PortalPaths.Home, ReadMethods.All, NotConfigured);
        }
    }

    private static void MapPages(this WebApplication app, RouteGroupBuilder home)
    {
        home.AddEndpointFilter(new PortalHeaders()).AddEndpointFilter(new SessionFilter()).MapMethods(PortalPaths.Home, ReadMethods.All, HomeDoor.HomeAsync);
        var portal = app.MapGroup("").WithMetadata(PlainPage.Fault).AddEndpointFilter(new PortalHeaders());
        portal.MapAssets();
        portal.MapSignIn();
        var signedIn = portal.MapGroup("").AddEndpointFilter(new SessionFilter());
        signedIn.MapGet(PortalPaths.Why, WhyDoor.WhyAsync);
        signedIn.MapStepUp();
        signedIn.MapConsole();
        var posted = signedIn.MapGroup("").AddEndpointFilter(new AntiforgeryFilter());
        posted.MapConsolePost();
        posted.MapCredentials();
        posted.MapSignOut();
    }

    private static IResult NotConfigured(HttpContext context)
    {
        const string title = "This gateway has no portal";
        context.Audit().Door = "unknown";
        context.Audit().Refused("no-such-door", title);
        return PlainPage.Message(context, StatusCodes.Status404NotFound, title,
            "Programs find their doors in GET /openapi/v1.json. For people, whoever runs the gateway can switch a portal on: make a client in Keycloak with the redirect URI "
            + $"{context.Request.Scheme}://{context.Request.Host}{PortalPaths.Callback}, and set Gateway:Portal:ClientId and Gateway:Portal:ClientSecret to it (docs/portal.md).");
    }
}
