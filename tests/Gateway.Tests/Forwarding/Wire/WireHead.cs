using System.Text;

namespace Gateway.Tests.Forwarding.Wire;

/// <summary>The head of a request as text, line by line, for a test to bend before it is sent.</summary>
internal sealed class WireHead
{
    private readonly List<string> lines;

    private WireHead(IEnumerable<string> lines) => this.lines = [.. lines];

    /// <summary>The lines without their ends; the first is the request line.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>The head of a signed request: request line, Host, the signed headers, and Content-Length where there is a body.</summary>
    public static WireHead Of(SignedRequest request, string url, ClientKeys keys)
    {
        using var message = request.Sign(url, keys);
        var target = request.Query.Length > 0 ? $"{request.Path}?{request.Query}" : request.Path;
        var head = new List<string> { $"{request.Method} {target} HTTP/1.1", $"Host: {request.Host ?? new Uri(url).Authority}" };
        head.AddRange(message.Headers.NonValidated.Where(header => header.Key != "Host").Select(header => $"{header.Key}: {header.Value}"));
        if (message.Content is { } content)
        {
            head.AddRange(content.Headers.NonValidated.Where(header => header.Key != "Content-Length").Select(header => $"{header.Key}: {header.Value}"));
            head.Add($"Content-Length: {request.Body.Length}");
        }

        return new WireHead(head);
    }

    /// <summary>Any lines.</summary>
    public static WireHead Of(params IEnumerable<string> lines) => new(lines);

    /// <summary>The same head with lines added to its end.</summary>
    public WireHead With(params IEnumerable<string> added) => new(lines.Concat(added));

    /// <summary>The same head without the header.</summary>
    public WireHead Without(string name) =>
        new(lines.Where(line => !line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The same head with another request line.</summary>
    public WireHead WithRequestLine(Func<string, string> change) => new(lines.Skip(1).Prepend(change(lines[0])));

    /// <summary>The bytes, the empty line and the body behind them.</summary>
    public byte[] Bytes(ReadOnlySpan<byte> body = default) => [.. Encoding.Latin1.GetBytes(string.Concat(lines.Select(line => line + "\r\n")) + "\r\n"), .. body];
}
