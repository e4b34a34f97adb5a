using System.Diagnostics;
using Gateway.Assuming;
using Gateway.Auditing;
using Gateway.Forwarding.Bodies;
using Gateway.Signing;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;

namespace Gateway.Forwarding.Upstream;

/// <summary>Gives YARP the one request that was signed: raw target, exactly the signed headers, and nothing of its own. One for each call.</summary>
internal sealed class CallTransformer(
    UpstreamAddress address, List<KeyValuePair<string, StringValues>> headers, SignedRequestHeaders signed, AwsCredentials credentials, HeldContent? held,
    long? contentLength, AuditEntry audit, bool propagates, TimeProvider time) : HttpTransformer
{
    /// <summary>Whether the call changes nothing, so that it may go out again by itself where a connection that was kept ends first.</summary>
    public required bool IsRead { get; init; }

    /// <summary>The status of AWS's answer; 0 while there is none.</summary>
    public int Status { get; private set; }

    /// <summary>The timestamp at which the answer began.</summary>
    public long AnsweredAt { get; private set; }

    /// <summary>The answer's body; null while there is none.</summary>
    public CountingStream? Answer { get; private set; }

    /// <summary>What the answer says of the role's session.</summary>
    public ErrorAnswer Error { get; private set; } = ErrorAnswer.Harmless;

    public override ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        proxyRequest.RequestUri = address.Uri;
        held?.AttachTo(proxyRequest);
        foreach (var (name, value) in headers)
        {
            if (!name.Equals(PayloadHash.HeaderName, StringComparison.OrdinalIgnoreCase))
            {
                Add(proxyRequest, name, value.ToString());
            }
        }

        Add(proxyRequest, "X-Amz-Date", signed.XAmzDate);
        Add(proxyRequest, "X-Amz-Security-Token", signed.XAmzSecurityToken);
        Add(proxyRequest, "X-Amz-Content-Sha256", signed.XAmzContentSha256);
        Add(proxyRequest, "Authorization", signed.Authorization);
        if (propagates && Activity.Current is { IdFormat: ActivityIdFormat.W3C } span)
        {
            Add(proxyRequest, "traceparent", span.Id);
            Add(proxyRequest, "tracestate", span.TraceStateString);
        }

        if (contentLength is { } length && proxyRequest.Content is { } content)
        {
            content.Headers.ContentLength = length;
        }

        if (held is null)
        {
            SetBody(httpContext.Request, proxyRequest);
        }

        return default;
    }

    private void SetBody(HttpRequest request, HttpRequestMessage proxyRequest)
    {
        if (proxyRequest.Content is not null)
        {
            // AWS may refuse an upload and end the connection while the body is on its way, by which its answer is lost: whoever asks first has the answer.
            // Not without a body: what was announced is sent again by itself, as AWS cannot have begun on it.
            proxyRequest.Headers.ExpectContinue = request.Headers.Expect.Count > 0 && StreamedBody.MayCome(request.HttpContext);
        }
        else if (!IsRead)
        {
            // The client of .NET's sends a request without content again, up to three times, where a connection that was kept ends before the answer.
            Add(proxyRequest, "Content-Length", "0");
        }
    }

    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is not null)
        {
            Status = (int)proxyResponse.StatusCode;
            AnsweredAt = time.GetTimestamp();
        }

        var copied = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        if (proxyResponse is not null)
        {
            BrowserConfinement.Apply(httpContext);
            audit.AwsRequestId = First(proxyResponse, "x-amzn-RequestId") ?? First(proxyResponse, "x-amz-request-id") ?? First(proxyResponse, "x-amzn-request-id");
            Error = await ErrorAnswer.ReadAsync(proxyResponse, credentials, cancellationToken);
            if (Error.IsWithheld)
            {
                return false;
            }

            var whole = proxyResponse.Content;
            Answer = new CountingStream(await whole.ReadAsStreamAsync(cancellationToken), time, read => audit.BytesOut += read);
            proxyResponse.Content = new AnswerContent(Answer);
        }

        return copied && MayHaveBody(httpContext.Response);
    }

    // RFC 9110 sections 15.3.5 and 15.3.6: the server refuses to send a body, or a length, with these. What AWS sent all the same is dropped.
    private static bool MayHaveBody(HttpResponse response)
    {
        if (response.StatusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent))
        {
            return true;
        }

        response.ContentLength = null;
        return false;
    }

    private static string? First(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is null || request.Headers.TryAddWithoutValidation(name, value))
        {
            return;
        }

        if ((held ?? request.Content) is { } content)
        {
            content.Headers.TryAddWithoutValidation(name, value);
            return;
        }

        // Content-Type and Content-Length of a request without a body: YARP takes no content but its own empty one for them.
        RequestTransform.AddHeader(new RequestTransformContext { ProxyRequest = request }, name, value);
    }
}
