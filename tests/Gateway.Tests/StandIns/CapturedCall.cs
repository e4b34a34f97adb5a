using System.Text;
using Gateway.Sandbox;
using Gateway.Sandbox.Aws;
using Gateway.Sandbox.Aws.Payloads;
using Gateway.Sandbox.Aws.Verification;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace Gateway.Tests.StandIns;

/// <summary>One call as a client that no one here wrote put it on the wire: raw head and raw body.</summary>
internal sealed record CapturedCall(RawRequest Request, byte[] Body)
{
    /// <summary>Lets an SDK make a call against a listener that records it and answers with nothing.</summary>
    public static async Task<CapturedCall> OfAsync(Func<string, Task> call)
    {
        CapturedCall? captured = null;
        await using var listener = await LoopbackServer.StartAsync(
            async context =>
            {
                var body = new MemorySink(long.MaxValue);
                await new WireReader(context.Request.BodyReader, context.RequestAborted).RestAsync(body);
                captured = new CapturedCall(RawRequest.From(context), body.ToArray()!);
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(context.Request.Headers.ContainsKey("x-amz-target") ? "{}" : "");
            },
            kestrel => kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1);
        await call(listener.Url);
        return captured!;
    }

    /// <summary>Verifies head and body as the stand-in does, at the moment at which the call was signed.</summary>
    public Task VerifyAsync() => VerifyAsync(TimeSpan.Zero);

    public async Task VerifyAsync(TimeSpan later)
    {
        var claim = SignatureClaimReader.Read(Request);
        var credentials = new CredentialStore();
        credentials.Add(new AwsCredential(AwsStandIn.BaseAccessKeyId, AwsStandIn.BaseSecretAccessKey, SessionToken: null, Session: null));
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Body);
        var faults = new FaultSwitches();
        var verifier = new StrictVerifier(credentials, new FakeTimeProvider(claim.Time + later));
        var reader = new CallReader(verifier, faults, TimeProvider.System, largestBody: 1 << 20);
        var record = new RecordedRequest { RequestId = "1", Time = claim.Time, Request = Request };
        var call = await reader.ReadAsync(context, record);
        if (call!.Service == "s3")
        {
            await call.ReadPayloadAsync(new MemorySink(long.MaxValue));
        }
    }

    public CapturedCall WithTarget(Func<string, string> change) => this with
    {
        Request = new RawRequest(Request.Method, change(Request.Target), Request.Headers),
    };

    public CapturedCall WithMethod(string method) => this with { Request = new RawRequest(method, Request.Target, Request.Headers) };

    public CapturedCall WithHeader(string name, Func<string, string> change)
    {
        Request.Has(name).ShouldBeTrue(name);
        return With(Request.Headers.Select(h => h.Name == name ? h with { Value = change(h.Value) } : h));
    }

    public CapturedCall WithExtraHeader(string name, string value) => With(Request.Headers.Append(new RawHeader(name, value)));

    public CapturedCall WithoutHeader(string name)
    {
        Request.Has(name).ShouldBeTrue(name);
        return With(Request.Headers.Where(h => h.Name != name));
    }

    public CapturedCall WithBody(Func<string, string> change) => this with
    {
        Body = Encoding.Latin1.GetBytes(change(Encoding.Latin1.GetString(Body))),
    };

    private CapturedCall With(IEnumerable<RawHeader> headers) => this with
    {
        Request = new RawRequest(Request.Method, Request.Target, [.. headers]),
    };
}
