namespace Gateway.Management;

/// <summary>What is remembered of revocations.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="Revocations">The newest of them, 1,000 at most.</param>
internal sealed record RevocationListAnswer(int Total, IReadOnlyList<RevocationAnswer> Revocations);
