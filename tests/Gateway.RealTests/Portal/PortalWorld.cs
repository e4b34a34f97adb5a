using Gateway.RealTests.Gateways;
using Gateway.RealTests.Keycloak;
using Microsoft.Playwright;

namespace Gateway.RealTests.Portal;

/// <summary>A gateway with a portal in front of MinIO, and a browser.</summary>
internal sealed class PortalWorld : IAsyncDisposable
{
    private readonly RealWorld _world;

    private PortalWorld(RealWorld world, Chromium chromium, KeycloakAdmin admin, GatewayProcess gateway)
    {
        _world = world;
        Chromium = chromium;
        Admin = admin;
        Gateway = gateway;
    }

    public GatewayProcess Gateway { get; }

    public Chromium Chromium { get; }

    public KeycloakAdmin Admin { get; }

    public static async Task<PortalWorld> StartAsync(RealWorld world)
    {
        var chromium = await Chromium.StartAsync();
        try
        {
            var admin = (await world.Keycloak.RunningAsync()).Admin;
            var gateway = await StartGatewayAsync(world, await world.InFrontOfMinioAsync());
            var backChannel = new Uri(gateway.Address, "/signout-backchannel");
            await admin.SetBackChannelAsync("example", "portal", backChannel);
            await admin.SetBackChannelAsync("example", "stsgw", backChannel);
            return new PortalWorld(world, chromium, admin, gateway);
        }
        catch
        {
            await chromium.DisposeAsync();
            throw;
        }
    }

    /// <summary>A person's page in a browser of its own, signed in at the gateway.</summary>
    public async Task<IPage> SignedInAsync(string user = "demo", ColorScheme scheme = ColorScheme.Light, int width = Chromium.UsualWidth)
    {
        var page = await Chromium.NewPersonAsync(scheme, width: width);
        await page.LogInAsync(Gateway, user);
        return page;
    }

    /// <summary>A gateway of a test's own whose role orders-writer wants a login that is a minute old at most.</summary>
    public async Task<GatewayProcess> StartFreshGatewayAsync()
    {
        var gateway = await StartGatewayAsync(_world, await _world.InFrontOfMinioAsync());
        await gateway.EditPolicyAsync(policy => policy.Replace("clientRoles: [orders-writer]", "clientRoles: [orders-writer]\n      maxAuthAge: 1m", StringComparison.Ordinal));
        return gateway;
    }

    /// <summary>A gateway of a test's own for the people of another realm.</summary>
    public async Task<GatewayProcess> StartGatewayAsync(Uri issuer) => await StartGatewayAsync(_world, await _world.InFrontOfMinioAsync() with { Issuer = issuer });

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Chromium.DisposeAsync();
    }

    private static Task<GatewayProcess> StartGatewayAsync(RealWorld world, GatewaySetup setup) => world.StartGatewayAsync(setup with
    {
        Settings = new Dictionary<string, string>
        {
            ["Gateway__Portal__ClientId"] = "portal",
            ["Gateway__Portal__ClientSecret"] = "example-only-portal-secret",
        },
    });
}
