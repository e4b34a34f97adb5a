using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gateway.Benchmarks.Load.Requests;

namespace Gateway.Benchmarks.Load.Generators;

/// <summary>Sends and fetches single large bodies.</summary>
internal static class Transfer
{
    /// <summary>How long it takes until the upload is answered.</summary>
    public static async Task<TimeSpan> PutAsync(int port, Upload upload)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port);
        var began = Stopwatch.GetTimestamp();
        var answer = new AnswerReader(client.GetStream()).ReadAsync();
        await client.GetStream().WriteAsync(upload.Head);
        foreach (var piece in upload.Pieces)
        {
            await client.GetStream().WriteAsync(piece);
        }

        return Check(await answer, began);
    }

    /// <summary>How long it takes until the object is there.</summary>
    public static async Task<TimeSpan> GetAsync(int port, byte[] request)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, port);
        var began = Stopwatch.GetTimestamp();
        await client.GetStream().WriteAsync(request);
        return Check(await new AnswerReader(client.GetStream()).ReadAsync(), began);
    }

    private static TimeSpan Check(int status, long began) =>
        status is >= 200 and < 300 ? Stopwatch.GetElapsedTime(began) : throw new InvalidOperationException($"A large body was answered with {status}.");
}
