namespace Gateway.Sandbox.Keycloak;

/// <summary>Ends a request with an OAuth 2.0 error (RFC 6749 section 5.2).</summary>
internal sealed class OAuthException(int status, string error, string description) : Exception(description)
{
    public int Status { get; } = status;

    public string Error { get; } = error;
}
