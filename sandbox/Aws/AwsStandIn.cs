using System.Collections.Concurrent;
using System.Text;
using Gateway.Sandbox.Aws.DynamoDb;
using Gateway.Sandbox.Aws.Federation;
using Gateway.Sandbox.Aws.S3;
using Gateway.Sandbox.Aws.Sts;
using Gateway.Sandbox.Aws.Verification;

namespace Gateway.Sandbox.Aws;

/// <summary>
/// AWS on one loopback address: STS, S3, DynamoDB, console federation, and an echo for every other service, told apart by the service in
/// the credential scope. Every signature is verified strictly, from the raw bytes.
/// </summary>
internal sealed class AwsStandIn : IAsyncDisposable
{
    /// <summary>The base credentials: what the gateway itself runs on.</summary>
    public const string BaseAccessKeyId = "AKIASANDBOXGATEWAY00";

    /// <summary>The secret of <see cref="BaseAccessKeyId"/>. It opens nothing but this stand-in.</summary>
    public const string BaseSecretAccessKey = "sandbox/secret+of/the/gateway0000000000";

    private const int KeptRequests = 10_000;

    /// <summary>Bytes that a body outside of S3 may have.</summary>
    private const int LargestBody = 64 << 20;

    private readonly ConcurrentQueue<VerificationFailure> failures = new();
    private readonly EchoService echo = new();
    private readonly StsService sts;
    private readonly S3Service s3;
    private readonly DynamoDbService dynamoDb = new();
    private readonly FederationEndpoint federation;
    private readonly CallReader reader;
    private readonly TimeProvider time;
    private readonly RequestLog log = new(KeptRequests);
    private LoopbackServer? server;
    private int answering;

    private AwsStandIn(TimeProvider time)
    {
        this.time = time;
        Credentials.Add(new AwsCredential(BaseAccessKeyId, BaseSecretAccessKey, SessionToken: null, Session: null));
        reader = new CallReader(new StrictVerifier(Credentials, time), Faults, time, LargestBody);
        sts = new StsService(Credentials, time);
        s3 = new S3Service(Objects);
        federation = new FederationEndpoint(Credentials, time);
    }

    /// <summary><c>http://127.0.0.1:PORT</c></summary>
    public string Url => server!.Url;

    public CredentialStore Credentials { get; } = new();

    public FaultSwitches Faults { get; } = new();

    /// <summary>S3's buckets and objects.</summary>
    public BucketStore Objects { get; } = new();

    /// <summary>The newest requests, whether they verified or not.</summary>
    public IReadOnlyList<RecordedRequest> Requests => Settled(() => log.Newest);

    /// <summary>How many requests came, the ones that are no longer kept included.</summary>
    public long RequestCount => Settled(() => log.Total);

    /// <summary>Requests that did not verify. A test of anything else asserts that there are none.</summary>
    public IReadOnlyList<VerificationFailure> Failures => Settled(() => failures.ToArray());

    /// <summary>All AssumeRole calls that verified, granted or not.</summary>
    public IReadOnlyList<AssumeRoleCall> AssumeRoleCalls => sts.AssumeRoleCalls;

    /// <summary>Starts it.</summary>
    /// <param name="time">AWS's clock; default: the system's.</param>
    public static async Task<AwsStandIn> StartAsync(TimeProvider? time = null)
    {
        var standIn = new AwsStandIn(time ?? TimeProvider.System);
        standIn.server = await LoopbackServer.StartAsync(standIn.HandleAsync, kestrel =>
        {
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxRequestLineSize = 64 << 10;
            kestrel.Limits.MaxRequestHeadersTotalSize = 128 << 10;
            kestrel.Limits.MaxRequestHeaderCount = 400;
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
        return standIn;
    }

    /// <summary>Lets a service outside of STS, S3 and DynamoDB answer as a test wants.</summary>
    public void Answer(string service, Func<AwsCall, Task> answer) => echo.Answer(service, answer);

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>
    /// Reads a record once no request is being answered: a client has its answer a moment before the request is recorded. Where one is held
    /// back on purpose, two seconds are all that is waited.
    /// </summary>
    private T Settled<T>(Func<T> read)
    {
        SpinWait.SpinUntil(() => Volatile.Read(ref answering) == 0, TimeSpan.FromSeconds(2));
        return read();
    }

    private async Task HandleAsync(HttpContext context)
    {
        Interlocked.Increment(ref answering);
        try
        {
            await AnswerAsync(context);
        }
        finally
        {
            Interlocked.Decrement(ref answering);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var record = new RecordedRequest
        {
            RequestId = Guid.NewGuid().ToString(),
            Time = time.GetUtcNow(),
            Request = RawRequest.From(context),
        };
        context.Response.Headers["x-amzn-RequestId"] = record.RequestId;
        context.Response.Headers["x-amz-request-id"] = record.RequestId;
        AwsCall? call = null;
        var aborted = false;
        try
        {
            call = await reader.ReadAsync(context, record);
            await (call is null ? federation.HandleAsync(context, record.Request) : ServiceOf(call).HandleAsync(call));
        }
        catch (VerificationException e)
        {
            var (status, code) = ErrorCodes.For(e.Fault, CallReader.DialectOf(record.Request));
            failures.Enqueue(new VerificationFailure(Describe(record, call) with { Status = status }, e.Fault, e.Message));
            await AwsError.WriteAsync(context, CallReader.DialectOf(record.Request), status, code, e.Message, record.RequestId);
        }
        catch (ServiceException e)
        {
            await AwsError.WriteAsync(context, CallReader.DialectOf(record.Request), e.Status, e.Code, e.Message, record.RequestId);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            aborted = true;
            context.Abort();
        }
        finally
        {
            // Kestrel cancels a moment after Abort.
            var status = aborted || context.RequestAborted.IsCancellationRequested ? 0 : context.Response.StatusCode;
            log.Add(Describe(record, call) with { Status = status });
        }
    }

    private IAwsService ServiceOf(AwsCall call) => call.Service switch
    {
        "sts" => sts,
        "s3" => s3,
        "dynamodb" => dynamoDb,
        _ => echo,
    };

    private static RecordedRequest Describe(RecordedRequest record, AwsCall? call) => call is null ? record : record with
    {
        Service = call.Service,
        Region = call.Region,
        Operation = call.Operation,
        AccessKeyId = call.Signature.Claim.AccessKeyId,
        Session = call.Session,
        BodyLength = call.BodyLength,
        BodySha256 = call.BodySha256,
        Body = call.Body,
    };
}
