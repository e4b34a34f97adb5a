namespace Gateway.Sso.Sealing;

/// <summary>
/// What the confirmation page shows, and where it leads. The issuer's own user code stands in <paramref name="Verification"/> alone, so
/// that no link of the gateway leads to the issuer but by way of that page.
/// </summary>
/// <param name="UserCode">The code that the client shows.</param>
/// <param name="Address">The address that asked, as text.</param>
/// <param name="ClientName">What the client calls itself.</param>
/// <param name="Started">When it asked.</param>
/// <param name="Expires">When the request ends.</param>
/// <param name="Verification">The issuer's <c>verification_uri_complete</c>.</param>
internal sealed record DeviceRequest(
    string UserCode, string Address, string ClientName, DateTimeOffset Started, DateTimeOffset Expires, string Verification) : ISealed
{
    public static string Purpose => "device request";

    public static string Prefix => "";

    public override string ToString() => $"device request of {Address} until {Expires:O}";
}
