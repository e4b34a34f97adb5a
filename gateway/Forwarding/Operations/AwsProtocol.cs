namespace Gateway.Forwarding.Operations;

/// <summary>The protocols that AWS services speak.</summary>
/// <remarks>https://smithy.io/2.0/aws/protocols/index.html</remarks>
internal enum AwsProtocol
{
    /// <summary>Method and path name the operation; bodies are JSON.</summary>
    RestJson,

    /// <summary>Method and path name the operation; bodies are XML.</summary>
    RestXml,

    /// <summary>AWS JSON 1.0: <c>X-Amz-Target</c> names the operation.</summary>
    Json10,

    /// <summary>AWS JSON 1.1: <c>X-Amz-Target</c> names the operation.</summary>
    Json11,

    /// <summary>AWS query: the form field <c>Action</c> names the operation; answers are XML.</summary>
    Query,

    /// <summary>The dialect of the query protocol that EC2 speaks; its errors have a shape of their own.</summary>
    Ec2Query,

    /// <summary>Smithy RPC v2 CBOR: the path <c>/service/{service}/operation/{operation}</c> names the operation.</summary>
    RpcV2Cbor,
}
