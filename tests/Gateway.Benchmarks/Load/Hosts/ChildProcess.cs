using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Benchmarks.Load.Hosts;

/// <summary>A program under test, in a process of its own on a loopback port.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly int reportPort;

    private ChildProcess(string name, Process process, int port, int reportPort)
    {
        Name = name;
        this.process = process;
        this.reportPort = reportPort;
        Port = port;
    }

    public string Name { get; }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>Starts one of the hosts of this program.</summary>
    public static Task<ChildProcess> StartHostAsync(string kind, IReadOnlyDictionary<string, string>? environment = null, params IEnumerable<string> arguments)
    {
        var (port, reportPort) = (FreePort(), FreePort());
        return StartAsync(
            kind,
            Environment.ProcessPath!,
            [.. HostArguments(), "host", kind, $"http://127.0.0.1:{port}", reportPort.ToString(), .. arguments],
            port,
            reportPort,
            environment);
    }

    /// <summary>Starts a host of this program in another build, named by its DLL.</summary>
    public static Task<ChildProcess> StartOtherHostAsync(string name, string dll, string kind, IReadOnlyDictionary<string, string> environment)
    {
        var (port, reportPort) = (FreePort(), FreePort());
        return StartAsync(name, "dotnet", [dll, "host", kind, $"http://127.0.0.1:{port}", reportPort.ToString()], port, reportPort, environment);
    }

    /// <summary>Starts any program that will listen at the port; without a report port its allocations are not known.</summary>
    public static async Task<ChildProcess> StartAsync(
        string name, string program, IEnumerable<string> arguments, int port, int reportPort = 0, IReadOnlyDictionary<string, string>? environment = null)
    {
        // Standard output holds the audit records: written as anywhere, and read by nobody.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" > /dev/null", program, .. arguments]);
        foreach (var (key, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[key] = value;
        }

        var child = new ChildProcess(name, Process.Start(start)!, port, reportPort);
        await child.WaitUntilListeningAsync();
        return child;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>CPU time, allocations and memory up to now.</summary>
    public async Task<ProcessUsage> UsageAsync() => new(
        ProcessTree.CpuTime(process.Id),
        reportPort == 0 ? null : await AllocationReporter.ReadAsync(reportPort),
        ProcessTree.PeakMemory(process.Id));

    /// <summary>Bytes of memory held now.</summary>
    public long Memory() => ProcessTree.Memory(process.Id);

    public void ForgetPeakMemory() => ProcessTree.ForgetPeakMemory(process.Id);

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    // `dotnet run` starts the program by its own executable, `dotnet Gateway.Benchmarks.dll` by that of .NET.
    private static IEnumerable<string> HostArguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ChildProcess).Assembly.Location] : [];

    private async Task WaitUntilListeningAsync()
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (!process.HasExited && Stopwatch.GetElapsedTime(began) < LongestStart)
            {
                await Task.Delay(20);
            }
        }
    }
}
