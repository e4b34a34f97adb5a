using Gateway.Hosting;
using Gateway.Management;

namespace Gateway.Health;

/// <summary>Registers and maps <c>GET /livez</c> and <c>GET /readyz</c>.</summary>
internal static class HealthServices
{
    public static IServiceCollection AddHealth(this IServiceCollection services) => services.AddSingleton<Readiness>();

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/livez", ReadMethods.All, () => Results.Json(new LiveAnswer("live"))).OnEveryPort();
        routes.MapMethods("/readyz", ReadMethods.All, (Readiness readiness) =>
        {
            var report = readiness.Report();
            return Results.Json(report, statusCode: report.Missing.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).OnEveryPort();
    }
}
