using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Gateway.RealTests.Gateways;

namespace Gateway.RealTests.Parts;

/// <summary>A program that serves until it is disposed of; ended by its process id, also when the test run itself ends early.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromSeconds(1);

    private readonly string _name;
    private readonly int _keptLines;
    private readonly Process _process;
    private readonly SecretLines? _secrets;
    private readonly ConcurrentQueue<string> _lines = new();
    private bool _isGateway;
    private string? _errors;
    private bool _owesMetrics;
    private bool _answered;

    private ServerProcess(string name, ProcessStartInfo start, int keptLines, SecretLines? secrets)
    {
        _name = name;
        _secrets = secrets;
        _keptLines = keptLines;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        AppDomain.CurrentDomain.ProcessExit += End;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _lines);

    /// <summary>The most bytes of memory that the process has held so far (VmHWM of proc(5): https://man7.org/linux/man-pages/man5/proc_pid_status.5.html).</summary>
    public long PeakMemory()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>The gateway, which must print, expose and record no secret: disposing of it fails where it did.</summary>
    public static ServerProcess StartGateway(
        string name, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, string folder)
    {
        var gateway = Start(name, program, arguments, environment, folder, secrets: new SecretLines(environment, KnownSecrets.OfThisRun));
        gateway._isGateway = true;
        return gateway;
    }

    /// <summary>The same for a gateway that is no container: it must answer no secret in an error either, whoever asked.</summary>
    /// <param name="published">The program.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="environment">The variables it is given.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="openFiles">How many files it may have open; null: as many as these tests.</param>
    public static ServerProcess StartGateway(
        PublishedProgram published, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, string folder, int? openFiles = null)
    {
        var errors = Path.Combine(folder, $"errors-{Guid.NewGuid():N}");
        var watched = new Dictionary<string, string?>(environment)
        {
            ["DOTNET_STARTUP_HOOKS"] = Path.Combine(AppContext.BaseDirectory, "ErrorWatch.dll"),
            ["ERROR_WATCH_FILE"] = errors,
        };
        var gateway = openFiles is null
            ? StartGateway("gateway", published.Program, arguments, watched, folder)
            : StartGateway("gateway", "prlimit", [$"--nofile={openFiles}", published.Program, .. arguments], watched, folder);
        gateway._errors = errors;
        return gateway;
    }

    public static ServerProcess Start(
        string name, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, string folder,
        int keptLines = 400, SecretLines? secrets = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        ClientEnvironment.Apply(environment, start.Environment);
        return new ServerProcess(name, start, keptLines, secrets);
    }

    /// <summary>Waits until the address answers 200, or as is said; asks through the handler, if there is one, and leaves it open.</summary>
    public async Task ReadyAsync(Uri address, TimeSpan patience, HttpMessageHandler? handler = null, Func<HttpResponseMessage, bool>? ready = null)
    {
        using var http = handler is null ? new HttpClient() : new HttpClient(handler, disposeHandler: false);
        http.Timeout = TimeSpan.FromSeconds(5);
        var last = "no answer";
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < patience; await Task.Delay(BetweenProbes))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"{_name} exited {_process.ExitCode} at its start:\n{Output}");
            }

            try
            {
                using var answer = await http.GetAsync(address);
                if (ready?.Invoke(answer) ?? answer.IsSuccessStatusCode)
                {
                    _owesMetrics = _isGateway;
                    _answered = true;
                    return;
                }

                last = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                last = error.Message;
            }
        }

        throw new TimeoutException($"{_name} was not ready at {address} after {patience}: {last}\n{Output}");
    }

    /// <summary>
    /// Looks for secrets in the metrics of a gateway that has been up, once; to be called while it still runs. It fails where they cannot be read, so that no gateway goes unsearched.
    /// </summary>
    public async Task LookThroughMetricsAsync()
    {
        if (!_owesMetrics)
        {
            return;
        }

        _owesMetrics = false;
        try
        {
            await _secrets!.LookThroughMetricsAsync();
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            throw new InvalidOperationException($"{_name} was up, and its metrics cannot be searched: {error.Message}\n{Output}", error);
        }
    }

    /// <summary>Asks it to end (SIGTERM) and gives its exit code when it has.</summary>
    public async Task<int> TerminateAsync()
    {
        await LookThroughMetricsAsync();
        await SignalAsync("TERM");
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Sends it a signal, by the name that kill knows.</summary>
    public async Task SignalAsync(string name) =>
        (await ClientProcess.RunAsync("kill", ["-" + name, $"{_process.Id}"], new Dictionary<string, string?>(), Path.GetTempPath())).ShouldSucceed();

    public async ValueTask DisposeAsync()
    {
        try
        {
            await LookThroughMetricsAsync();
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= End;
            End(this, EventArgs.Empty);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        if (_secrets is not null)
        {
            await _secrets.LookThroughAuditFilesAsync();
            await LookThroughErrorsAsync();
            _secrets.ShouldBeNone();
        }
    }

    private async Task LookThroughErrorsAsync()
    {
        if (_errors is null)
        {
            return;
        }

        var errors = await File.ReadAllTextAsync(_errors);
        if (_answered && !errors.StartsWith("watching\n", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{_name} answered, and nobody watched its errors.");
        }

        if (!_secrets!.LookThrough(errors))
        {
            // Once more at the end of the run, for what is handed out later.
            SearchedHttpClient.Errors.LookThrough(errors);
        }
    }

    private void End(object? sender, EventArgs e)
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _secrets?.Look(line);
            _lines.Enqueue(line);
            while (_lines.Count > _keptLines)
            {
                _lines.TryDequeue(out _);
            }
        }
    }
}
