using System.Text;

namespace Gateway.Tests.Forwarding.Wire;

/// <summary>One answer as it came over the wire.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Head">Status line and headers.</param>
/// <param name="Body">The body, without chunks.</param>
/// <param name="IsWhole">Whether the body came to its declared end.</param>
internal sealed record WireAnswer(int Status, string Head, byte[] Body, bool IsWhole)
{
    public string Text => Encoding.Latin1.GetString(Body);

    public bool Closes => Header("Connection")?.Equals("close", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The value of a header; null where there is none.</summary>
    public string? Header(string name) => Head.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
