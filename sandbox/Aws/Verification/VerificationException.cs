namespace Gateway.Sandbox.Aws.Verification;

/// <summary>Ends the handling of a call that does not verify; the stand-in records it and answers with AWS's code.</summary>
internal sealed class VerificationException(VerificationFault fault, string message) : Exception(message)
{
    public VerificationFault Fault { get; } = fault;
}
