using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Hosting;

/// <summary>Ends the connection behind an answer that came in place of <c>100 Continue</c>.</summary>
/// <remarks>
/// The client may then leave its body out, or send it all the same (RFC 9110 section 10.1.1). The server would take whatever follows for that body, which may be the next request.
/// </remarks>
internal static class ExpectContinue
{
    public static void UseExpectContinue(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Headers.Expect.Count > 0 && !HttpProtocol.IsHttp2(context.Request.Protocol)
            && context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false })
        {
            context.Response.OnStarting(EndUnlessBegunAsync, context);
        }

        return next(context);
    });

    // The limit is read-only from when the body is read first, which is when the server says 100 Continue.
    private static Task EndUnlessBegunAsync(object state)
    {
        var context = (HttpContext)state;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: true })
        {
            context.Response.Headers.Connection = "close";
        }

        return Task.CompletedTask;
    }
}
