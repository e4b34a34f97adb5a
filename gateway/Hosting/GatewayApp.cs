using Gateway.Assuming;
using Gateway.Auditing;
using Gateway.Aws;
using Gateway.Forwarding;
using Gateway.Forwarding.Endpoints;
using Gateway.Health;
using Gateway.Identity;
using Gateway.Issuing;
using Gateway.Limits;
using Gateway.Management;
using Gateway.OpenApi;
using Gateway.Policies;
using Gateway.Portal;
using Gateway.Revocations;
using Gateway.Revocations.BackChannel;
using Gateway.Sessions;
using Gateway.Sharing;
using Gateway.Sso;
using Gateway.Telemetry;

namespace Gateway.Hosting;

/// <summary>Puts the rooms together.</summary>
internal static class GatewayApp
{
    /// <summary>Builds the gateway; it is not started yet.</summary>
    /// <param name="args">Configuration by command line, as in <c>--Gateway:Aws:Region=eu-west-1</c>.</param>
    /// <param name="configure">Changes to make before it is built.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // All of it is read at start. To follow appsettings.json the framework would watch every folder below the working directory, and not start where the system has no watch left.
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        builder.Configuration.AddSettingsFolder();
        LogLevels.Check(builder.Configuration);
        builder.AddHosting();
        builder.Services.AddIdentity(builder.Configuration);
        builder.Services.AddPolicies(builder.Configuration, EndpointTable.Default.KnownNames);
        builder.Services.AddSessions(builder.Configuration);
        builder.Services.AddSharing(builder.Configuration);
        builder.Services.AddRevocations(builder.Configuration);
        builder.Services.AddAws(builder.Configuration, EndpointTable.Default.KnownNames);
        builder.Services.AddAssuming(builder.Configuration);
        builder.Services.AddIssuing();
        builder.Services.AddSso(builder.Configuration);
        builder.Services.AddForwarding(builder.Configuration);
        builder.Services.AddLimits(builder.Configuration);
        builder.Services.AddAuditing(builder.Configuration);
        builder.Services.AddTelemetry(builder.Configuration);
        builder.Services.AddPortal(builder.Configuration);
        builder.Services.AddManagement(builder.Configuration);
        builder.Services.AddHealth();
        configure?.Invoke(builder);
        builder.AddManagementEndpoint();

        var app = builder.Build();
        app.CheckSettings();
        app.Services.GetRequiredService<UnknownSettings>().Tell();
        app.UseExpectContinue();
        app.UseTelemetry();
        app.UseForwardedHeaders();
        app.UsePlainAddresses();
        app.UseMiddleware<AuditMiddleware>();
        app.UseForwarding(except: app.Services.GetRequiredService<ManagementListener>().Received);
        // Behind the forward door: a forwarded call has no route to be looked for.
        app.UseRouting();
        app.UseManagementPort();
        app.HideManagement();
        app.MapIssuing();
        app.MapSso();
        app.MapPortal();
        app.MapBackChannelLogout();
        app.MapManagement();
        app.MapHealth();
        app.MapApiDescription();
        // Not MapFallback, whose pattern the request delegate generator loses.
        app.Map("{**path}", UnknownDoor.HandleAny).WithOrder(int.MaxValue);
        return app;
    }
}
