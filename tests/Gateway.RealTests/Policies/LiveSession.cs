using System.Diagnostics;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Policies;

/// <summary>One boto3 session in a Python process that stays; it lists the bucket whenever it is asked.</summary>
internal sealed class LiveSession : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _python;

    private LiveSession(Process python) => _python = python;

    public static LiveSession Start(IReadOnlyDictionary<string, string?> settings, Scratch scratch)
    {
        var start = new ProcessStartInfo(PythonClient.Require(), [PythonClient.ScriptPath("live_session.py"), MinioServer.Bucket])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        ClientEnvironment.Apply(AwsSettings.With(settings, scratch), start.Environment);
        return new LiveSession(Process.Start(start) ?? throw new InvalidOperationException("python3 did not start."));
    }

    /// <summary>Gives <c>ok</c>, or the error code that boto3 raised.</summary>
    public async Task<string> ListAsync()
    {
        await _python.StandardInput.WriteLineAsync("list");
        await _python.StandardInput.FlushAsync();
        using var limit = new CancellationTokenSource(Patience);
        return await _python.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException("The Python session ended.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_python.HasExited)
        {
            _python.Kill(entireProcessTree: true);
        }

        await _python.WaitForExitAsync();
        _python.Dispose();
    }
}
