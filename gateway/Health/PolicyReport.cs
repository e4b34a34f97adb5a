namespace Gateway.Health;

/// <summary>The policy in force: the first digits of its file's SHA-256, and since when.</summary>
internal sealed record PolicyReport(string Version, DateTimeOffset LoadedAt);
