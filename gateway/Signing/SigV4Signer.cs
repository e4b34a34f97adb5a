namespace Gateway.Signing;

/// <summary>Signs requests. It keeps nothing of a request: any number of threads may sign at once.</summary>
internal sealed class SigV4Signer(SigningKeyCache keys)
{
    /// <summary>
    /// Signs the request as it stands: host, content-type, content-md5, every x-amz-* and what <see cref="SigningParameters.AlsoSign"/> lists. What
    /// stands in it under Authorization, X-Amz-Date, X-Amz-Security-Token and X-Amz-Content-Sha256 is taken as replaced by the result.
    /// </summary>
    public SignedRequestHeaders Sign(in SigV4Request request, in SigningParameters parameters) =>
        throw new NotSupportedException(keys.GetType().Name);
}
