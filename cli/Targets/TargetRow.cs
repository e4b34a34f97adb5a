namespace Gateway.Cli.Targets;

/// <summary>One line of <c>targets list</c>.</summary>
internal sealed record TargetRow(string Name, Uri Url, bool Current, string? Issuer, string? Region);
