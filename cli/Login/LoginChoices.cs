using Gateway.Cli.Tokens;

namespace Gateway.Cli.Login;

/// <summary>Where, as whom and how to log in.</summary>
internal sealed record LoginChoices
{
    /// <summary>The gateway's address; null: that of the usual target.</summary>
    public string? Url { get; init; }

    /// <summary>What to call a new target; null: what its host is called.</summary>
    public string? Name { get; init; }

    /// <summary>Whether plain http may lead to a gateway on another machine.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Where to keep the session.</summary>
    public StorageChoice Storage { get; init; }

    /// <summary>The client that logs in with its secret; null: a person logs in, by <see cref="Method"/>.</summary>
    public string? ClientId { get; init; }

    public required LoginMethod Method { get; init; }

    public required LoginRequest Request { get; init; }
}
