namespace Gateway.Sandbox.Aws.Verification;

/// <summary>One header line. Each char of the value is one byte of the wire.</summary>
/// <param name="Name">In lower case: HTTP header names have no case.</param>
/// <param name="Value">As it came.</param>
internal readonly record struct RawHeader(string Name, string Value);
