using Gateway.Sandbox.Aws.Verification;

namespace Gateway.Sandbox.Aws;

/// <summary>A request that did not verify.</summary>
internal sealed record VerificationFailure(RecordedRequest Recorded, VerificationFault Fault, string Message);
