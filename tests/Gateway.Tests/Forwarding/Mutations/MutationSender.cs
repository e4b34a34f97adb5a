using System.Globalization;
using System.Text;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Forwarding.Mutations;

/// <summary>Sends mutated requests over a few connections at once, each kept as long as the gateway keeps it.</summary>
internal sealed class MutationSender(TestGateway gateway)
{
    private const int Connections = 4;

    /// <summary>Sends each, and says of each what was answered; null where the gateway hung up.</summary>
    public async Task<WireAnswer?[]> SendAsync(byte[][] requests)
    {
        var answers = new WireAnswer?[requests.Length];
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async worker =>
        {
            WireConnection? kept = null;
            for (var i = worker; i < requests.Length; i += Connections)
            {
                kept ??= await WireConnection.OpenAsync(gateway.Url);
                var framing = FramingOf(requests[i]);
                await kept.SendAsync(requests[i]);
                if (framing == Framing.Incomplete)
                {
                    // The gateway may wait for more, and does well to; there will be none.
                    kept.Finish();
                }

                answers[i] = await kept.ReadAsync();
                if (framing != Framing.Exact || answers[i] is null or { IsWhole: false } or { Closes: true })
                {
                    kept.Dispose();
                    kept = null;
                }
            }

            kept?.Dispose();
        }));
        return answers;
    }

    /// <summary>Whether a request says of itself that it is whole. Anything unusual counts as incomplete, so that no one waits for what does not come.</summary>
    private static Framing FramingOf(byte[] request)
    {
        var end = request.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return Framing.Incomplete;
        }

        var lines = Encoding.Latin1.GetString(request, 0, end).Split("\r\n");
        var lengths = lines.Where(line => line.Contains("content-length", StringComparison.OrdinalIgnoreCase) && !line.Contains("decoded", StringComparison.OrdinalIgnoreCase)
            && !line.StartsWith("X-Content", StringComparison.Ordinal)).ToArray();
        if (lines.Any(line => line.Contains("transfer-encoding", StringComparison.OrdinalIgnoreCase)) || lengths.Length > 1 || lines[0].Length == 0)
        {
            return Framing.Incomplete;
        }

        long length = 0;
        if (lengths is [var only] && !long.TryParse(only.AsSpan(only.IndexOf(':', StringComparison.Ordinal) + 1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out length))
        {
            return Framing.Incomplete;
        }

        var body = request.Length - end - 4;
        return body == length ? Framing.Exact : body > length ? Framing.Longer : Framing.Incomplete;
    }

    private enum Framing
    {
        Exact,
        Longer,
        Incomplete,
    }
}
