using Gateway.Assuming;
using Gateway.Auditing;
using Gateway.Forwarding.Bodies;
using Gateway.Forwarding.Endpoints;
using Gateway.Forwarding.Operations;
using Gateway.Forwarding.Proofs;
using Gateway.Limits;
using Gateway.Policies;
using Gateway.Signing;

namespace Gateway.Forwarding;

/// <summary>One call on its way through the gateway: what each stage has found out. It belongs to its request alone.</summary>
internal sealed class ForwardCall(HttpContext context, RawTarget target)
{
    public HttpContext Context { get; } = context;

    /// <summary>The call's audit record.</summary>
    public AuditEntry Audit { get; } = context.Audit();

    public RawTarget Target { get; set; } = target;

    /// <summary>The request as the client signed it.</summary>
    public SigV4Request Request { get; } = new(context.Request.Method, target.Path, target.Query, context.Request.Headers);

    /// <summary>The signature that the request carries; null for a Bearer token.</summary>
    public SigV4Signature? Signature { get; set; }

    public ForwardProof Proof { get; set; } = null!;

    /// <summary>What the request is signed with; null for a Bearer token.</summary>
    public SigningSecret? Secret { get; set; }

    public AwsEndpoint? Endpoint { get; set; }

    public GrantedRole Role { get; set; } = null!;

    /// <summary>What the client says of the body's hash, and the hash that the upstream signature takes.</summary>
    public PayloadKind PayloadKind { get; set; }

    public string PayloadHash { get; set; } = "";

    /// <summary>How a body in chunks is framed; null for any other.</summary>
    public AwsChunkedOptions? Chunks { get; set; }

    /// <summary>The form of the path that the client signed, which ours is signed in as well: AWS shall say of it what it would have said to the client.</summary>
    public PathForm PathForm { get; set; }

    /// <summary>The whole body where it had to be held.</summary>
    public BufferedBody? Body { get; set; }

    /// <summary>Whether the whole body had to be waited for, in which what was permitted when it began may have ended. One that came with its head has taken no time.</summary>
    public bool HasWaited { get; set; }

    /// <summary>The body with its check, as it is sent; it goes with the call.</summary>
    public Stream? CheckedBody { get; set; }

    /// <summary>What AWS reads of a body that is streamed; null where none is.</summary>
    public CountingStream? Upload { get; set; }

    /// <summary>What the call takes of its caller's limits until it has ended.</summary>
    public CallerBudget? Budget { get; set; }

    public AwsOperation? Operation { get; set; }

    public AwsCredentials Credentials { get; set; } = null!;

    /// <summary>The service's query, without what a presigned URL adds.</summary>
    public string ServiceQuery { get; set; } = target.Query;

    /// <summary>Headers that a presigned URL held as parameters, by their names in lower case; null: none.</summary>
    public Dictionary<string, string>? Hoisted { get; set; }

    /// <summary>Where S3 is to copy from.</summary>
    public string? CopySource => Header(Forwarding.CopySource.HeaderName) ?? Hoisted?.GetValueOrDefault(Forwarding.CopySource.HeaderName);

    /// <summary>Whether the service is of S3's family; while the endpoint is not known, whether the client looks like one of S3.</summary>
    public bool IsS3 => Endpoint is { } endpoint ? endpoint.IsS3Family && !IsOutpostsService(endpoint)
        : (Signature is { } signature ? S3SigningNames.Contains(signature.Scope.Service)
            : Target.Service is { } service ? service == "s3"
            : Header("X-Amz-Target") is null && (Header(Signing.PayloadHash.HeaderName) is not null || PostPolicy.IsPresent(Context.Request) || IsSignedAsS3 || PresignedQuery.IsPresent(Target.Query)));

    // Has the signing name of the buckets on an Outpost, and is a service of REST-JSON like any other.
    private bool IsOutpostsService(AwsEndpoint endpoint) => endpoint is { Service.Name: "s3-outposts", IsBucketHost: false } && Target.ServicePath.StartsWith("/S3Outposts/", StringComparison.Ordinal);

    /// <summary>Of a signature that cannot be read: the header of SigV2 is S3's alone, and a scope names its service.</summary>
    private bool IsSignedAsS3 => Header("Authorization") is { } authorization
        && (authorization.StartsWith("AWS ", StringComparison.Ordinal) || authorization.Contains("/s3/aws4_request", StringComparison.Ordinal));

    /// <summary>When the call ends at the latest; null where nothing bounds it.</summary>
    public CallDeadline? Deadline { get; init; }

    public CancellationToken Aborted => Deadline?.Token ?? Context.RequestAborted;

    public OperationRequest OperationRequest(ReadOnlyMemory<byte> body = default, bool whole = true) => new()
    {
        Method = Context.Request.Method,
        Path = Target.ServicePath,
        Query = ServiceQuery,
        Target = Header("X-Amz-Target"),
        ContentType = Header("Content-Type"),
        ContentEncoding = Header("Content-Encoding"),
        SmithyProtocol = Header("smithy-protocol"),
        Body = body,
        BodyIsWhole = whole,
        HostPrefix = Endpoint is { IsBucketHost: true } endpoint ? endpoint.HostPrefix : null,
        HasCopySource = CopySource is not null,
        OverridesMethod = !IsS3 && MethodOverride.IsIn(Context.Request.Headers),
    };

    public string? Header(string name) => Context.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;
}
