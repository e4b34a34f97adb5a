namespace Gateway.Health;

/// <summary>What <c>/readyz</c> answers.</summary>
/// <param name="Status"><c>ready</c> or <c>not ready</c>.</param>
/// <param name="Missing">What must be mended before calls can be served; not empty means 503.</param>
/// <param name="Warnings">What works for now and should be looked at.</param>
/// <param name="Policy">The policy in force.</param>
internal sealed record ReadinessReport(string Status, IReadOnlyList<string> Missing, IReadOnlyList<string> Warnings, PolicyReport Policy);
