using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Benchmarks.Load.Generators;

/// <summary>Drives a program from this process over keep-alive sockets: where wrk is not installed, or where it cannot do what is needed, such as a steady rate.</summary>
internal sealed class SocketGenerator : ILoadGenerator
{
    public string Name => "built-in generator";

    /// <summary>Requests a second of all connections together; null: as many as are answered.</summary>
    public int? Rate { get; init; }

    /// <summary>Requests in all; null: until the time is over.</summary>
    public int? Total { get; init; }

    public async Task<LoadResult> RunAsync(int port, RequestSet requests, int connections, TimeSpan duration)
    {
        var began = Stopwatch.GetTimestamp();
        var drives = await Task.WhenAll(Enumerable.Range(0, connections).Select(i => Task.Run(() => DriveAsync(port, requests, i, connections, began, duration))));
        var took = Stopwatch.GetElapsedTime(began);
        long[] latencies = [.. drives.SelectMany(drive => drive.Latencies)];
        Array.Sort(latencies);
        return new LoadResult(
            latencies.Length, took, Percentile(latencies, 0.5), Percentile(latencies, 0.99), Percentile(latencies, 1), drives.Sum(drive => drive.Failed));
    }

    private async Task<(List<long> Latencies, long Failed)> DriveAsync(int port, RequestSet requests, int first, int step, long began, TimeSpan duration)
    {
        var latencies = new List<long>(100_000);
        var failed = 0L;
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port);
        var reader = new AnswerReader(client.GetStream());
        for (var i = first; Stopwatch.GetElapsedTime(began) < duration && i < (Total ?? int.MaxValue); i += step)
        {
            if (Rate is { } rate && Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), began + (long)((double)i / rate * Stopwatch.Frequency)) is { Ticks: > 0 } early)
            {
                await Task.Delay(early);
            }

            // From when it was sent: the timer that paces has a resolution of a millisecond.
            var sent = Stopwatch.GetTimestamp();
            await client.Client.SendAsync(requests.Requests[i % requests.Requests.Count]);
            if (await reader.ReadAsync() is not (>= 200 and < 300))
            {
                failed++;
            }

            latencies.Add(Stopwatch.GetTimestamp() - sent);
        }

        return (latencies, failed);
    }

    private static TimeSpan Percentile(long[] sorted, double part) =>
        sorted.Length == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(0, sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))]);
}
