using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Benchmarks.Load.Hosts;

/// <summary>An empty endpoint behind ASP.NET Core's JwtBearer: what the issuing door is measured by.</summary>
internal static class JwtBearerHost
{
    public static WebApplication Build(string url, string authority)
    {
        var builder = HostSettings.Builder(url);
        builder.Services.AddRoutingCore();
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication().AddJwtBearer(options =>
        {
            options.Authority = authority;
            options.Audience = "gateway";
            options.RequireHttpsMetadata = false;
            options.MapInboundClaims = false;
        });
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/api/credentials", () => Results.NoContent()).RequireAuthorization();
        return app;
    }
}
