using System.Text;
using Gateway.Tests.Hosting;
using Microsoft.AspNetCore.Http;

namespace Gateway.ErrorWatch;

/// <summary>Writes each error that is answered into a file, headers and body, whoever asked and whatever became of the answer.</summary>
internal sealed class AnsweredErrors
{
    /// <summary>The event of ASP.NET Core, whose payload has the <c>httpContext</c>.</summary>
    public const string RequestBegins = "Microsoft.AspNetCore.Hosting.BeginRequest";

    private readonly Lock writing = new();
    private readonly string path;

    public AnsweredErrors(string path)
    {
        this.path = path;
        // That it is there says that its gateway was watched.
        File.AppendAllText(path, "");
    }

    public void Watch(object begun)
    {
        var context = (HttpContext)begun.GetType().GetProperty("httpContext")!.GetValue(begun)!;
        var body = new TeeStream(context.Response.Body, () => IsError(context.Response));
        context.Response.Body = body;
        context.Response.OnCompleted(() =>
        {
            Write(context, body);
            return Task.CompletedTask;
        });
    }

    private static bool IsError(HttpResponse response) => response.StatusCode >= 400;

    private void Write(HttpContext context, TeeStream body)
    {
        if (!IsError(context.Response))
        {
            return;
        }

        var error = new StringBuilder($"{context.Response.StatusCode} to {context.Request.Method} {context.Request.Path}\n");
        foreach (var (name, value) in context.Response.Headers)
        {
            error.Append($"{name}: {value}\n");
        }

        error.Append(body.Text).Append('\n');
        lock (writing)
        {
            File.AppendAllText(path, error.ToString());
        }
    }
}
