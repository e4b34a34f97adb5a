using Gateway.Sandbox.Aws.Verification;

namespace Gateway.Sandbox.Aws.Payloads;

/// <summary>Passes a body on to a sink and computes, on the way, SHA-256 and every checksum that its headers or trailers will name.</summary>
internal sealed class ChecksumSet : IPayloadSink, IDisposable
{
    private readonly Checksum sha256 = Checksum.Sha256();
    private readonly Dictionary<string, Checksum> byHeader = new(StringComparer.Ordinal);
    private readonly IPayloadSink sink;

    public ChecksumSet(IEnumerable<string> headers, IPayloadSink sink)
    {
        this.sink = sink;
        foreach (var name in headers)
        {
            if (!byHeader.ContainsKey(name) && Checksum.ForHeader(name) is { } checksum)
            {
                byHeader.Add(name, checksum);
            }
        }
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        sink.Append(data);
        sha256.Append(data);
        foreach (var checksum in byHeader.Values)
        {
            checksum.Append(data);
        }
    }

    /// <summary>Holds the values that headers or trailers give against the computed ones.</summary>
    /// <exception cref="VerificationException">A checksum is not the body's.</exception>
    public void Check(IEnumerable<RawHeader> headers)
    {
        foreach (var header in headers)
        {
            if (byHeader.Remove(header.Name, out var checksum))
            {
                using (checksum)
                {
                    if (checksum.ToBase64() != header.Value)
                    {
                        throw new VerificationException(
                            VerificationFault.ChecksumMismatch, $"The {header.Name} you specified did not match the calculated checksum.");
                    }
                }
            }
        }
    }

    public string Sha256() => sha256.ToHex();

    public void Dispose()
    {
        sha256.Dispose();
        foreach (var checksum in byHeader.Values)
        {
            checksum.Dispose();
        }
    }
}
