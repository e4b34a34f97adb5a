namespace Gateway.Sso.Sealing;

/// <summary>What a client polls with: the issuer's device code, and the PKCE verifier that goes with it (RFC 8628, RFC 7636).</summary>
/// <param name="Code">The issuer's <c>device_code</c>.</param>
/// <param name="Verifier">The <c>code_verifier</c>.</param>
/// <param name="Client">The registration that may redeem it.</param>
/// <param name="Started">When the login began.</param>
/// <param name="Expires">When the code ends.</param>
internal sealed record DeviceCode(string Code, string Verifier, string Client, DateTimeOffset Started, DateTimeOffset Expires) : ISealed
{
    public static string Purpose => "device code";

    public static string Prefix => "";

    public override string ToString() => $"device code until {Expires:O}";
}
