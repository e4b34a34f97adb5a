using System.Text;
using Gateway.Forwarding.Endpoints;
using Gateway.Forwarding.Errors;
using Gateway.Forwarding.Operations;
using Gateway.Signing;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Gateway.Forwarding.Bodies;

/// <summary>Settles how a call's body is hashed: declared and streamed where S3 allows it, read whole and hashed elsewhere.</summary>
internal sealed class PayloadReader(IOptions<ForwardOptions> options, HeldBytes held, KnownOperations known)
{
    private static ForwardError EventStream { get; } = new(ForwardFault.NotSupported,
        "Event streams towards AWS are not supported: each event would have to be signed anew over HTTP/2. Call this operation without the gateway.");

    private static ForwardError SignedUrl { get; } = new(ForwardFault.NotSupported,
        "The request holds a URL that was signed with the call's own credentials, as SDKs put PresignedUrl into copies between regions. AWS does not know these, and they are not shown to it. "
        + "Make this call with credentials of mode 'credentials'.");

    /// <summary>Reads the declaration; a signature can be verified right after where <see cref="ForwardCall.PayloadHash"/> is then set.</summary>
    public static ForwardError? Declare(ForwardCall call)
    {
        var signature = call.Signature;
        var declared = signature is not null ? signature.DeclaredPayloadHash : call.Header(PayloadHash.HeaderName);
        call.PayloadKind = PayloadHash.Parse(declared);
        call.PayloadHash = declared ?? "";
        // In S3 that is the type of an object and nothing else.
        if (!call.IsS3 && call.Header("Content-Type")?.StartsWith("application/vnd.amazon.eventstream", StringComparison.OrdinalIgnoreCase) == true)
        {
            return EventStream;
        }

        switch (call.PayloadKind)
        {
            case PayloadKind.Undeclared when call.IsS3 && (signature is null || signature.IsPresigned):
                // Presigned S3 URLs leave the body open, and a Bearer call has no one to declare it.
                call.PayloadKind = PayloadKind.Unsigned;
                call.PayloadHash = PayloadHash.Unsigned;
                return null;
            case PayloadKind.Undeclared when call.IsS3:
                return new ForwardError(ForwardFault.InvalidRequest, "The header x-amz-content-sha256 is missing; S3 needs it on every signed request.");
            case PayloadKind.StreamingSigned or PayloadKind.StreamingSignedTrailer when signature is null:
                return new ForwardError(ForwardFault.InvalidRequest, "A body in signed chunks needs a signed request; send it unsigned with a Bearer token.");
            case PayloadKind.StreamingEvents:
                return EventStream;
            case PayloadKind.StreamingSigV4a:
                return new ForwardError(ForwardFault.NotSupported,
                    "SigV4a is not supported. Set AWS_SIGV4A_SIGNING_REGION_SET empty and AWS_AUTH_SCHEME_PREFERENCE=sigv4, and use a bucket's own name, not a multi-region access point.");
            case PayloadKind.StreamingSigned or PayloadKind.StreamingSignedTrailer or PayloadKind.StreamingUnsignedTrailer when !call.IsS3:
                return new ForwardError(ForwardFault.InvalidRequest, "Bodies in chunks (aws-chunked) are S3's alone.");
            case PayloadKind.Invalid:
                return new ForwardError(ForwardFault.InvalidRequest,
                    "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING-… value that S3 knows, or the SHA-256 of the body in 64 lower-case hex digits.");
            default:
                return null;
        }
    }

    /// <summary>
    /// Whether the body must be read whole before anything goes out: for its hash, or since the operation may stand in it.
    /// </summary>
    public static bool MustBuffer(ForwardCall call) =>
        !call.IsS3 && (call.PayloadKind != PayloadKind.Unsigned || MayHoldForm(call));

    /// <summary>Reads the body whole, and checks what was declared of it.</summary>
    public async ValueTask<ForwardError?> BufferAsync(ForwardCall call)
    {
        if (await HoldAsync(call) is { } error)
        {
            return error;
        }

        if (call.PayloadKind == PayloadKind.Hashed && call.PayloadHash != call.Body!.Sha256)
        {
            return ForwardError.Of(new SigV4Error(SigV4Fault.SignatureMismatch, "The body's SHA-256 is not the one that x-amz-content-sha256 declares."));
        }

        if (call.PayloadKind == PayloadKind.Undeclared)
        {
            call.PayloadHash = call.Body!.Sha256;
        }

        return null;
    }

    /// <summary>Reads the body whole, if that was not done yet.</summary>
    public async ValueTask<ForwardError?> HoldAsync(ForwardCall call)
    {
        if (call.Body is not null)
        {
            return null;
        }

        var limit = options.Value.MaxBufferedBody;
        var request = call.Context.Request;
        if (request.ContentLength > limit)
        {
            return TooLarge(limit);
        }

        try
        {
            var reading = BufferedBody.ReadAsync(request.Body, DeclaredLength(call), limit, options.Value.IdleTimeout, held, call.Proof.CallerId, call.Aborted);
            call.HasWaited = !reading.IsCompleted;
            call.Body = await reading;
        }
        catch (NoRoomException none)
        {
            return ForwardError.Of(none);
        }

        if (call.Body is null)
        {
            return TooLarge(limit);
        }

        request.Body = call.Body.Rewound();
        return null;
    }

    private static long? DeclaredLength(ForwardCall call) =>
        call.Context.Request.ContentLength ?? (call.Context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false } ? 0 : null);

    /// <summary>Reads the operation, from the body too where the service's protocol puts it there.</summary>
    public async ValueTask<ForwardError?> DetectOperationAsync(ForwardCall call)
    {
        if (call.Body is null || !MayHoldForm(call))
        {
            call.Operation = known.Detect(call.Endpoint!.Service, call.OperationRequest());
            return HoldsToken(call, form: []) ? SignedUrl : null;
        }

        var form = await PeekFormAsync(call);
        call.Operation = DetectInForm(call, call.Endpoint!.Service, form);
        return HoldsToken(call, form.Span) ? SignedUrl : null;
    }

    /// <summary>Reads the Action of a form whose service is not known yet.</summary>
    public static async ValueTask<string?> ReadActionAsync(ForwardCall call) => DetectInForm(call, service: null, await PeekFormAsync(call)).Name;

    /// <summary>Whether the body is a form by its type.</summary>
    public static bool IsForm(ForwardCall call) =>
        call.Header("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    private static async ValueTask<ReadOnlyMemory<byte>> PeekFormAsync(ForwardCall call)
    {
        const int mostForm = 4 * 1024 * 1024;
        var form = await call.Body!.PeekAsync(mostForm, call.Aborted);
        call.Context.Request.Body = call.Body.Rewound();
        return form;
    }

    private static AwsOperation DetectInForm(ForwardCall call, AwsService? service, ReadOnlyMemory<byte> form) =>
        OperationDetector.Detect(service, call.OperationRequest(form, whole: form.Length == call.Body!.Length));

    /// <summary>Whether the call's session token stands in its parameters. No percent-encoding changes a letter of it.</summary>
    private static bool HoldsToken(ForwardCall call, ReadOnlySpan<byte> form) =>
        call.Signature?.SecurityToken is { Length: > 0 } token
        && (call.ServiceQuery.Contains(token, StringComparison.Ordinal) || (!form.IsEmpty && form.IndexOf(Encoding.Latin1.GetBytes(token)) >= 0));

    private static bool MayHoldForm(ForwardCall call) => OperationDetector.ReadsForm(call.Endpoint!.Service, BodyContent.Of(call.Header("Content-Type")));

    private static ForwardError TooLarge(long limit) => new(ForwardFault.BodyTooLarge,
        $"The body is longer than the {limit:N0} bytes that the gateway holds to hash it; send less at once, or have Gateway:Forward:MaxBufferedBody raised.");
}
