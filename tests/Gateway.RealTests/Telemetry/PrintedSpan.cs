namespace Gateway.RealTests.Telemetry;

/// <summary>A span as the collector prints it.</summary>
internal sealed record PrintedSpan(string Id, string Parent, string Name, string Attributes);
