using Gateway.Sandbox.Aws.Sts;

namespace Gateway.Sandbox.Aws.Federation;

/// <summary>What a sign-in token stands for, and until when.</summary>
internal sealed record SigninToken(AssumedSession Session, DateTimeOffset Expiration);
