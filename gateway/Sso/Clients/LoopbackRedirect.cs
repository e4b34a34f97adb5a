namespace Gateway.Sso.Clients;

/// <summary>Addresses on the person's own machine: the only ones that a code is sent to (RFC 8252 section 7.3).</summary>
internal static class LoopbackRedirect
{
    public static bool TryParse(string? text, out Uri address)
    {
        address = null!;
        return text is { Length: > 0 and <= 256 } && !text.Any(char.IsControl) && Uri.TryCreate(text, UriKind.Absolute, out address!) && Is(address);
    }

    // 'localhost' may be resolved elsewhere, but people who wrote it into their client mean their own machine.
    public static bool Is(Uri address) =>
        address.Scheme == Uri.UriSchemeHttp && address.Host is ("127.0.0.1" or "[::1]" or "localhost")
        && address.UserInfo.Length == 0 && address.Fragment.Length == 0;
}
