namespace Gateway.Cli.Doctor;

/// <summary>What one step of the examination found.</summary>
internal sealed record Finding(string Step, FindingState State, string Detail, string? Advice = null);
