using System.Text.RegularExpressions;

namespace Gateway.Cli.Targets;

/// <summary>What a person calls a gateway. It is part of file names, hence the narrow alphabet.</summary>
internal readonly partial record struct TargetName
{
    private TargetName(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string text, out TargetName name)
    {
        var good = Pattern().IsMatch(text);
        name = good ? new TargetName(text) : default;
        return good;
    }

    /// <summary>The host's first label, as nobody wants to invent a name for their only gateway; the whole address for an IP address.</summary>
    public static TargetName For(Uri gateway)
    {
        var host = gateway.HostNameType is UriHostNameType.Dns ? gateway.Host.Split('.')[0] : gateway.Host;
        var safe = string.Concat(host.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'));
        return TryParse(safe, out var name) ? name : new TargetName("gateway");
    }

    public override string ToString() => Value;

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,62}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
