namespace Gateway.Cli.Tokens;

/// <summary>What a login left behind, with all that is needed to renew it.</summary>
internal sealed record StoredSession
{
    /// <summary>The gateway that the tokens are for: no other is given them. Null in what older versions kept, which counts as no session.</summary>
    public Uri? Gateway { get; init; }

    public required string Issuer { get; init; }

    public required string ClientId { get; init; }

    public required Uri TokenEndpoint { get; init; }

    public Uri? EndSessionEndpoint { get; init; }

    public Uri? RevocationEndpoint { get; init; }

    public required LoginMethod Method { get; init; }

    public required string AccessToken { get; init; }

    /// <summary>When the access token was had and when it ends, in Unix seconds of this machine's clock.</summary>
    public required long ObtainedAt { get; init; }

    public required long ExpiresAt { get; init; }

    /// <summary>Null where the issuer gives none (client credentials).</summary>
    public string? RefreshToken { get; init; }

    /// <summary>
    /// True while the access token will do. It is given up a minute before its end, or after four fifths of a short life: it has to last
    /// through the call that it is fetched for.
    /// </summary>
    public bool IsFresh(DateTimeOffset now)
    {
        var margin = Math.Min(60, (ExpiresAt - ObtainedAt) / 5);
        return now.ToUnixTimeSeconds() < ExpiresAt - margin;
    }

    public bool IsAlive(DateTimeOffset now) => now.ToUnixTimeSeconds() < ExpiresAt;
}
