using FsCheck.Xunit;
using Gateway.Sandbox.Aws;
using Gateway.Sandbox.Aws.Verification;
using Gateway.Tests.Forwarding.Wire;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding.Mutations;

/// <summary>
/// Of ten thousand bent copies of a valid request of each kind, either the very request that was signed goes out, signed anew, or nothing does; and the
/// gateway neither fails nor hangs.
/// </summary>
public sealed class MutationTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const int Batches = 100;

    private static readonly char[] WhiteSpace = [' ', '\t', '\v', '\f'];

    private readonly HashSet<string> seen = [];

    private TestGateway Gateway => shared.Gateway;

    [Property(MaxTest = Batches, Arbitrary = [typeof(MutationBatch.Arbitraries)])]
    internal async Task Request_signed_in_its_header_goes_out_as_signed_or_not_at_all(MutationBatch batch) =>
        await CheckAsync(batch, async () => MutationShape.Header(Gateway, await KeysAsync()));

    [Property(MaxTest = Batches, Arbitrary = [typeof(MutationBatch.Arbitraries)])]
    internal async Task Request_of_a_JSON_protocol_goes_out_as_signed_or_not_at_all(MutationBatch batch) =>
        await CheckAsync(batch, async () => MutationShape.Json(Gateway, await KeysAsync()));

    [Property(MaxTest = Batches, Arbitrary = [typeof(MutationBatch.Arbitraries)])]
    internal async Task Request_signed_with_JWT_credentials_goes_out_as_signed_or_not_at_all(MutationBatch batch) =>
        await CheckAsync(batch, () => Task.FromResult(MutationShape.Header(Gateway, ClientKeys.OfToken(Gateway))));

    [Property(MaxTest = Batches, Arbitrary = [typeof(MutationBatch.Arbitraries)])]
    internal async Task Presigned_request_goes_out_as_signed_or_not_at_all(MutationBatch batch) => await CheckAsync(batch, async () =>
    {
        using var s3 = Sdk.S3(Gateway, (await KeysAsync()).ForSdk());
        return MutationShape.Presigned(await s3.GetPreSignedURLAsync(new Amazon.S3.Model.GetPreSignedUrlRequest
        {
            BucketName = "mutated",
            Key = "presigned",
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(30),
            Protocol = Amazon.S3.Protocol.HTTP,
        }));
    });

    [Property(MaxTest = Batches, Arbitrary = [typeof(MutationBatch.Arbitraries)])]
    internal async Task Request_in_signed_chunks_goes_out_as_signed_or_not_at_all(MutationBatch batch) =>
        await CheckAsync(batch, async () => MutationShape.Chunks(Gateway, await KeysAsync(), trailer: false));

    [Property(MaxTest = Batches, Arbitrary = [typeof(MutationBatch.Arbitraries)])]
    internal async Task Request_in_signed_chunks_with_a_trailer_goes_out_as_signed_or_not_at_all(MutationBatch batch) =>
        await CheckAsync(batch, async () => MutationShape.Chunks(Gateway, await KeysAsync(), trailer: true));

    [Property(MaxTest = Batches, Arbitrary = [typeof(MutationBatch.Arbitraries)])]
    internal async Task Request_in_unsigned_chunks_with_a_trailer_goes_out_as_signed_or_not_at_all(MutationBatch batch) =>
        await CheckAsync(batch, async () => MutationShape.UnsignedTrailer(Gateway, await KeysAsync()));

    private async Task CheckAsync(MutationBatch batch, Func<Task<MutationShape>> make)
    {
        Gateway.Aws.Objects.Create("mutated");
        var shape = await make();
        var failures = Gateway.Aws.Failures.Count;
        // Nothing of what other batches sent counts here.
        seen.UnionWith(Gateway.Aws.Requests.Select(request => request.RequestId));
        var whole = await WireConnection.ExchangeAsync(Gateway.Url, shape.Request);
        (whole?.Status is 200 or 404).ShouldBeTrue($"{whole?.Head}{whole?.Text}");
        var model = Gateway.Aws.Requests.Last(request => request.Service == shape.Service);
        Problem(model, model, shape).ShouldBeNull();
        var requests = Array.ConvertAll(batch.Mutations, mutation => mutation.Apply(shape.Request));

        var answers = await new MutationSender(Gateway).SendAsync(requests);

        for (var i = 0; i < answers.Length; i++)
        {
            (answers[i]?.Status is null or < 500 or 501 or 505).ShouldBeTrue($"{batch.Mutations[i]} was answered {answers[i]?.Status} {answers[i]?.Text}");
        }

        Gateway.Aws.Failures.Skip(failures).Select(failure => $"{failure.Fault} {failure.Message} {failure.Recorded.Request.Target} {Signed(failure.Recorded.Request, model)}").ShouldBeEmpty();
        foreach (var sent in Gateway.Aws.Requests.Where(request => request.Service != "sts" && seen.Add(request.RequestId)))
        {
            Problem(sent, model, shape).ShouldBeNull();
        }
    }

    private async Task<ClientKeys> KeysAsync() => await ClientKeys.MintAsync(Gateway);

    /// <summary>In what a request that reached AWS is another one than was signed; null: it is the same.</summary>
    private static string? Problem(RecordedRequest sent, RecordedRequest model, MutationShape shape)
    {
        var told = $"{sent.Request.Method} {sent.Request.Target} was sent";
        return sent.Service != shape.Service ? $"{told} to {sent.Service}"
            : sent.Region != model.Region ? $"{told} to {sent.Region}"
            : sent.Request.Method != shape.Method ? told
            : Meaning(sent.Request.Target, shape) != Meaning(shape.Target, shape) ? told
            : Signed(sent.Request, model) != Signed(model.Request, model) ? $"{told} with {Signed(sent.Request, model)}"
            // An upload that was broken off has no status: AWS never saw it whole.
            : sent.Status is > 0 and < 400 && sent.BodySha256 != shape.BodySha256 ? $"{told} with another body"
            : null;
    }

    /// <summary>What the signature covers, whichever way it was written: <c>%6F</c> and <c>o</c> are the same to S3, <c>///</c> and <c>/</c> to the others.</summary>
    private static string Meaning(string target, MutationShape shape)
    {
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? target : target[..mark];
        path = shape.Service == "s3" ? path : "/" + string.Join('/', Uri.UnescapeDataString(path).Split('/').Where(segment => segment is not ("" or "." or "..")));
        var query = (mark < 0 ? "" : target[(mark + 1)..]).Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Contains('=', StringComparison.Ordinal) ? pair : pair + "=").Select(Uri.UnescapeDataString).Order(StringComparer.Ordinal);
        return $"{Uri.UnescapeDataString(path)}?{string.Join('&', query)}";
    }

    /// <summary>The headers that were signed, in canonical form. What was not signed is the sender's to change.</summary>
    private static string Signed(RawRequest request, RecordedRequest model) => string.Join('\n', request.Headers
        .Where(header => (header.Name == "content-type" && model.Request.Has(header.Name)) || header.Name == "content-md5" || header.Name.StartsWith("x-amz-", StringComparison.Ordinal))
        .Where(header => header.Name is not ("x-amz-date" or "x-amz-security-token"))
        .Select(header => $"{header.Name}:{string.Join(' ', header.Value.Split(WhiteSpace, StringSplitOptions.RemoveEmptyEntries))}")
        .Order(StringComparer.Ordinal));
}
