namespace Gateway.Cli.Doors;

/// <summary>RFC 9457 problem details, as far as stsgw shows them.</summary>
internal sealed record Problem(string? Title, string? Detail, string? RequestId);
