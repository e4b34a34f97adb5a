using Gateway.Sandbox.Aws.Sts;

namespace Gateway.Sandbox.Aws;

/// <summary>A key that this AWS knows.</summary>
/// <param name="AccessKeyId">Public part.</param>
/// <param name="SecretAccessKey">Secret part.</param>
/// <param name="SessionToken">The token that must come with it; null for a long-lived key.</param>
/// <param name="Session">The session it belongs to; null for the base credentials.</param>
internal sealed record AwsCredential(string AccessKeyId, string SecretAccessKey, string? SessionToken, AssumedSession? Session);
