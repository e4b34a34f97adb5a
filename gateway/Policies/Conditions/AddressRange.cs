using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Policies.Conditions;

/// <summary>A range of addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3); an address alone is a range of one.</summary>
internal readonly record struct AddressRange
{
    private readonly IPNetwork network;

    private AddressRange(IPNetwork network) => this.network = network;

    public static bool TryParse(string text, out AddressRange range, [NotNullWhen(false)] out string? problem)
    {
        range = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var written = slash < 0 ? text : text[..slash];
        if (!TryAddress(written, out var address))
        {
            problem = $"'{written}' is no IP address";
            return false;
        }

        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var length = bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits))
        {
            problem = $"'{text[(slash + 1)..]}' is no prefix length of 0 to {bits}";
            return false;
        }

        var mapped = address.IsIPv4MappedToIPv6;
        var first = First(address, length);
        problem = mapped ? $"write the IPv4 address: {address.MapToIPv4()}"
            : first.Equals(address) ? null
            : $"'{text}' has bits beyond its prefix; {first}/{length} is the range that holds it";
        range = problem is null ? new AddressRange(new IPNetwork(address, length)) : default;
        return problem is null;
    }

    /// <summary>Whether the range holds the address, be it written as IPv4 or as IPv4 mapped to IPv6.</summary>
    public bool Contains(IPAddress address) => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static bool TryAddress(string text, [NotNullWhen(true)] out IPAddress? address) =>
        // IPAddress reads "10.1" and "0x0a.0.0.1" too; a policy says what it means.
        IPAddress.TryParse(text, out address)
        && !text.Contains('%', StringComparison.Ordinal)
        && !text.Contains('[', StringComparison.Ordinal)
        && (address.AddressFamily != AddressFamily.InterNetwork || address.ToString() == text);

    private static IPAddress First(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }
}
