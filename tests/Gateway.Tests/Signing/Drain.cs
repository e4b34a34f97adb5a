using Gateway.Signing;
using Xunit;

namespace Gateway.Tests.Signing;

/// <summary>What came out of a body's stream, and how it ended.</summary>
internal sealed record Drain(byte[] Bytes, PayloadRejectedException? Rejection)
{
    public static async Task<Drain> ReadAsync(Stream body, int bufferSize = 8192)
    {
        var output = new MemoryStream();
        var buffer = new byte[bufferSize];
        try
        {
            for (int count; (count = await body.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0;)
            {
                output.Write(buffer, 0, count);
            }

            return new Drain(output.ToArray(), null);
        }
        catch (PayloadRejectedException rejection)
        {
            return new Drain(output.ToArray(), rejection);
        }
    }

    /// <summary>Reads once with a token that is cancelled already.</summary>
    public static async Task<int> ReadCancelledAsync(Stream body) => await body.ReadAsync(new byte[1], new CancellationToken(canceled: true));
}
