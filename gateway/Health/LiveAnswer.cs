namespace Gateway.Health;

/// <summary>What <c>/livez</c> answers.</summary>
internal sealed record LiveAnswer(string Status);
