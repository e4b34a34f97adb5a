using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.ErrorWatch;

/// <summary>Writes what a gateway's own code answers as an error into a file, head and body, before it leaves: whoever asked, and whatever becomes of the answer.</summary>
internal sealed class AnsweredErrors : IDisposable
{
    /// <summary>The event of ASP.NET Core, whose payload has the <c>httpContext</c>.</summary>
    public const string RequestBegins = "Microsoft.AspNetCore.Hosting.BeginRequest";

    /// <summary>The first line, written when the first request begins: it says that requests are seen.</summary>
    public const string Watching = "watching";

    private readonly Lock writing = new();
    private readonly FileStream file;
    private bool isWatching;

    public AnsweredErrors(string path) => file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public void Watch(object begun)
    {
        if (!Interlocked.Exchange(ref isWatching, true))
        {
            Write($"{Watching}\n");
        }

        var context = (HttpContext)begun.GetType().GetProperty("httpContext")!.GetValue(begun)!;
        context.Features.Set<IHttpResponseBodyFeature>(new WatchedBody(context.Features.GetRequiredFeature<IHttpResponseBodyFeature>(), bytes =>
        {
            if (IsError(context.Response))
            {
                Write(bytes);
            }
        }));
        context.Response.OnStarting(() =>
        {
            if (IsError(context.Response))
            {
                Write($"\n{context.Response.StatusCode} to {context.Request.Method} {context.Request.Path}\n{string.Join('\n', context.Response.Headers.Select(header => $"{header.Key}: {header.Value}"))}\n");
            }

            return Task.CompletedTask;
        });
    }

    public void Dispose() => file.Dispose();

    private static bool IsError(HttpResponse response) => response.StatusCode >= 400;

    private void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    private void Write(ReadOnlySpan<byte> bytes)
    {
        lock (writing)
        {
            file.Write(bytes);
        }
    }
}
