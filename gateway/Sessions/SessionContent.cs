using System.Text.Json;

namespace Gateway.Sessions;

/// <summary>What gateway credentials stand for: one caller, one role of the policy file, until a moment.</summary>
internal sealed record SessionContent
{
    /// <summary>The role's id, as the policy's decisions name it; looked up anew at every call.</summary>
    public required string RoleId { get; init; }

    /// <summary>When the credentials end; an hour after they were minted at the latest.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>A session policy by which the caller narrowed the session; only where the grant has none of its own.</summary>
    public string? SessionPolicy { get; init; }

    /// <summary>The claims of the token that was shown, on which every call is decided again.</summary>
    public required JsonElement Claims { get; init; }
}
