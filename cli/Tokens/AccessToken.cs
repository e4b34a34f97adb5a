namespace Gateway.Cli.Tokens;

/// <summary>An access token and when it should be replaced and ends by this machine's clock.</summary>
internal readonly record struct AccessToken(string Value, DateTimeOffset ExpiresAt)
{
    /// <summary>Never the token: it must not get into a log or an error by accident.</summary>
    public override string ToString() => $"access token until {ExpiresAt:u}";
}
