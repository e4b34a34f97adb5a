using Gateway.Management;

namespace Gateway.Health;

/// <summary>Registers and maps <c>GET /livez</c> and <c>GET /readyz</c>.</summary>
internal static class HealthServices
{
    // Some load balancers probe by HEAD.
    private static readonly string[] Probing = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddHealth(this IServiceCollection services) => services.AddSingleton<Readiness>();

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/livez", Probing, () => Results.Json(new LiveAnswer("live"))).OnEveryPort();
        routes.MapMethods("/readyz", Probing, (Readiness readiness) =>
        {
            var report = readiness.Report();
            return Results.Json(report, statusCode: report.Missing.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).OnEveryPort();
    }
}
