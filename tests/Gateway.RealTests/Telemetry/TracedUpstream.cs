using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.RealTests.Telemetry;

/// <summary>A service behind AWS's front that joins the trace it is sent, as one behind API Gateway may; it answers as DynamoDB without tables.</summary>
internal sealed class TracedUpstream : IAsyncDisposable
{
    public const string SpanName = "upstream call";

    private readonly WebApplication _app;

    private TracedUpstream(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<TracedUpstream> StartAsync(ActivitySource source)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(async context =>
        {
            var isTraced = ActivityContext.TryParse(context.Request.Headers.TraceParent, context.Request.Headers.TraceState, isRemote: true, out var caller);
            using var span = isTraced ? source.StartActivity(SpanName, ActivityKind.Server, caller) : null;
            context.Response.ContentType = "application/x-amz-json-1.0";
            await context.Response.WriteAsync("""{"TableNames":[]}""");
        });
        await app.StartAsync();
        return new TracedUpstream(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
