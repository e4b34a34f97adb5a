namespace Gateway.RealTests.Aws;

/// <summary>The key that the gateway itself holds at a stand-in for AWS.</summary>
internal sealed record BaseKey(string AccessKeyId, string SecretAccessKey);
