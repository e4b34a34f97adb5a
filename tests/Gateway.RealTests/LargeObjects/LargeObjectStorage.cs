using System.Collections.Concurrent;
using Gateway.Sandbox;
using Gateway.Sandbox.Aws;
using Gateway.Sandbox.Aws.Payloads;
using Gateway.Sandbox.Aws.Verification;
using Microsoft.AspNetCore.Http;

namespace Gateway.RealTests.LargeObjects;

/// <summary>An S3 that keeps nothing: it verifies what is put, request, chunks, trailer and length, and gives the largest to whoever asks.</summary>
internal sealed class LargeObjectStorage : IAsyncDisposable
{
    private readonly CallReader _reader;
    private LoopbackServer? _server;

    private LargeObjectStorage(CredentialStore credentials) =>
        _reader = new CallReader(new StrictVerifier(credentials, TimeProvider.System), new FaultSwitches(), TimeProvider.System, largestBody: 0);

    public Uri Address => new(_server!.Url);

    /// <summary>Each object that was put and found right: what x-amz-content-sha256 said, and the SHA-256 of the object.</summary>
    public ConcurrentQueue<(string Payload, string Sha256)> Objects { get; } = new();

    public static async Task<LargeObjectStorage> StartAsync(CredentialStore credentials)
    {
        var storage = new LargeObjectStorage(credentials);
        storage._server = await LoopbackServer.StartAsync(storage.AnswerAsync, kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        return storage;
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task AnswerAsync(HttpContext context)
    {
        var request = RawRequest.From(context);
        try
        {
            var record = new RecordedRequest { RequestId = "large", Time = TimeProvider.System.GetUtcNow(), Request = request };
            var call = await _reader.ReadAsync(context, record) ?? throw new InvalidOperationException("The call is not signed.");
            await call.ReadPayloadAsync(new NoSink());
            if (request.Method == "PUT")
            {
                Objects.Enqueue((request.Header("x-amz-content-sha256") ?? "", call.BodySha256));
                return;
            }
        }
        catch (VerificationException wrong)
        {
            await AwsError.WriteAsync(context, Dialect.S3, 400, $"{wrong.Fault}", wrong.Message, "large");
            return;
        }

        context.Response.ContentLength = LargeObject.Largest.Length;
        for (long number = 0; number < LargeObject.Largest.BlockCount; number++)
        {
            await context.Response.Body.WriteAsync(LargeObject.Block(number), context.RequestAborted);
        }
    }

    private sealed class NoSink : IPayloadSink
    {
        public void Append(ReadOnlySpan<byte> data)
        {
        }
    }
}
