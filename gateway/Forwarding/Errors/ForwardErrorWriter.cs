using Gateway.Auditing;
using Gateway.Forwarding.Operations;

namespace Gateway.Forwarding.Errors;

/// <summary>Answers a call that is not forwarded, in the shape that the client's SDK reads, and notes the reason in the audit record.</summary>
internal static class ForwardErrorWriter
{
    /// <summary>Answers.</summary>
    /// <param name="context">The client's request.</param>
    /// <param name="error">Why it is not forwarded.</param>
    /// <param name="protocol">The protocol of the service.</param>
    /// <param name="isS3">Whether the service has S3's statuses and codes.</param>
    /// <param name="isBare">Whether its errors stand alone as S3's do, and in no <c>ErrorResponse</c> as S3 Control's.</param>
    public static async Task WriteAsync(HttpContext context, ForwardError error, AwsProtocol protocol, bool isS3, bool isBare = true)
    {
        var response = context.Response;
        var gone = context.RequestAborted.IsCancellationRequested;
        Note(context.Audit(), error, gone, response.HasStarted);
        if (response.HasStarted)
        {
            // Part of AWS's answer is out: only breaking off tells the client that it is not whole.
            context.Abort();
            return;
        }

        if (gone || error.IsClientGone)
        {
            response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            context.Abort();
            return;
        }

        var code = AwsErrorCode.Of(error, protocol, isS3);
        var body = AwsErrorBody.Of(protocol, isS3 && isBare, code, error.Message, context.TraceIdentifier);
        response.Clear();
        response.StatusCode = code.Status;
        if (error.EndsConnection)
        {
            response.Headers.Connection = "close";
        }

        response.Headers[AuditMiddleware.RequestIdHeader] = context.TraceIdentifier;
        response.Headers["x-amzn-RequestId"] = context.TraceIdentifier;
        if (isS3)
        {
            response.Headers["x-amz-request-id"] = context.TraceIdentifier;
        }

        if (protocol is AwsProtocol.RestJson or AwsProtocol.Json10 or AwsProtocol.Json11 or AwsProtocol.RpcV2Cbor)
        {
            response.Headers["x-amzn-ErrorType"] = code.Code;
        }

        if (protocol == AwsProtocol.RpcV2Cbor)
        {
            response.Headers["smithy-protocol"] = "rpc-v2-cbor";
        }

        if (error.StepUp is { } stepUp)
        {
            response.Headers.WWWAuthenticate = Challenge.StepUp(error.Message, stepUp);
        }

        response.ContentType = body.ContentType;
        response.ContentLength = body.Bytes.Length;
        // To the letter: to the server "head" is a method like any other, and its answer has a body.
        if (context.Request.Method != "HEAD")
        {
            await response.Body.WriteAsync(body.Bytes, context.RequestAborted);
        }
    }

    // What AWS or the clock breaks off ends the client's connection too, so that its end alone does not tell whose doing it was.
    private static void Note(AuditEntry audit, ForwardError error, bool gone, bool started)
    {
        if (error.Ending == CallEnding.Aborted)
        {
            audit.Aborted(error.Reason, error.Message);
        }
        else if (started || error.Ending == CallEnding.BrokenOff || (gone && error.Fault == ForwardFault.Unavailable))
        {
            audit.BrokeOff(error.Reason, error.Message);
        }
        else
        {
            audit.Refused(error.Reason, error.Message);
        }
    }
}
