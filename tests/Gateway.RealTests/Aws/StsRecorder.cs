using System.Text;
using Gateway.RealTests.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.RealTests.Aws;

/// <summary>
/// Stands before the STS of another program and learns the keys that it hands out, so that they are searched for. All else goes to and fro as it came, Host included, since
/// the signature covers it.
/// </summary>
internal sealed class StsRecorder : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly WebApplication _app;
    private readonly Uri _sts;

    private StsRecorder(WebApplication app, Uri sts) => (_app, _sts) = (app, sts);

    public Uri Address => new(_app.Urls.Single());

    public static async Task<StsRecorder> StartAsync(Uri sts)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var recorder = new StsRecorder(app, sts);
        app.Run(recorder.PassOnAsync);
        await app.StartAsync();
        return recorder;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_sts, context.Request.Path + context.Request.QueryString));
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, value) in context.Request.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
            }
        }

        using var answer = await _http.SendAsync(request, context.RequestAborted);
        var given = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        KnownSecrets.OfThisRun.LearnFrom(Encoding.UTF8.GetString(given));
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat<KeyValuePair<string, IEnumerable<string>>>(answer.Content.Headers))
        {
            if (!name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        await context.Response.Body.WriteAsync(given, context.RequestAborted);
    }
}
