namespace Gateway.Sandbox.Aws.Verification;

/// <summary>A signature that was found right, and whose it is.</summary>
/// <param name="Claim">What the request said.</param>
/// <param name="Credential">The credential whose secret made it.</param>
/// <param name="SigningKey">The day's key for region and service, with which chunk signatures go on.</param>
internal sealed record VerifiedSignature(SignatureClaim Claim, AwsCredential Credential, byte[] SigningKey);
