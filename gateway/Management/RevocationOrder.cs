using Gateway.Revocations;

namespace Gateway.Management;

/// <summary>What an operator revokes, once it was understood.</summary>
internal sealed record RevocationOrder(RevocationTarget Target, DateTimeOffset At);
