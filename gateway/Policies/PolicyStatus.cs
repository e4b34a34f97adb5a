namespace Gateway.Policies;

/// <summary>How the watched policy file fares, for <c>/readyz</c> and metrics.</summary>
/// <param name="Version">The policy in force.</param>
/// <param name="LoadedAt">When it was loaded.</param>
/// <param name="LastError">Why the file's present content is not in force, problem by problem; null when it is.</param>
/// <param name="FailingSince">When <paramref name="LastError"/> was first seen.</param>
internal sealed record PolicyStatus(string Version, DateTimeOffset LoadedAt, string? LastError = null, DateTimeOffset? FailingSince = null);
