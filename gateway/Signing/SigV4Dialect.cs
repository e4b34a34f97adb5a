namespace Gateway.Signing;

/// <summary>Whose error codes to speak: AWS services name the same faults differently.</summary>
internal enum SigV4Dialect
{
    /// <summary>S3 and its family. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html</summary>
    S3,

    /// <summary>The query protocols (STS, IAM, SQS, EC2). https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html</summary>
    Query,

    /// <summary>AWS JSON 1.0 and 1.1, and the CBOR protocol: faults of the proof are 400 too. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/CommonErrors.html</summary>
    Json,

    /// <summary>REST-JSON: the codes of <see cref="Json"/>, with 403. https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html</summary>
    RestJson,
}
