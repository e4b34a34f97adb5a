namespace Gateway.Sandbox.Aws;

/// <summary>One service of the stand-in: answers calls whose signature was found right.</summary>
internal interface IAwsService
{
    /// <summary>Answers one call.</summary>
    /// <exception cref="ServiceException">The service refuses.</exception>
    /// <exception cref="Verification.VerificationException">The payload is not what was signed.</exception>
    Task HandleAsync(AwsCall call);
}
