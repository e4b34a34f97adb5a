namespace Gateway.Sso.Login;

/// <summary>Where an issuer takes logins (OpenID Connect Discovery 1.0, RFC 8414).</summary>
/// <param name="Authorization">For browsers.</param>
/// <param name="Token">For codes and refresh tokens.</param>
/// <param name="DeviceAuthorization">RFC 8628; null where the issuer has no device grant.</param>
/// <param name="EndSession">Null where the issuer has none.</param>
/// <param name="Revocation">RFC 7009; null where the issuer has none.</param>
internal sealed record LoginEndpoints(Uri Authorization, Uri Token, Uri? DeviceAuthorization, Uri? EndSession, Uri? Revocation);
