namespace Gateway.Forwarding.Endpoints;

/// <summary>The signing names whose paths are encoded once and never normalised.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request</remarks>
internal static class S3SigningNames
{
    public static bool Contains(string signingName) => signingName is "s3" or "s3-outposts" or "s3-object-lambda" or "s3express";
}
