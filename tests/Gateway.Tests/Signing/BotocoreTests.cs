using System.Text.Json;
using Gateway.Signing;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Signing;

/// <summary>What botocore signs verifies: headers and presigned queries, S3 and another service, over paths and queries that signers disagree on.</summary>
public sealed class BotocoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 30, TimeSpan.Zero);

    private static readonly JsonElement[] Cases =
        [.. JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Signing", "Vectors", "botocore.json"))).RootElement.GetProperty("cases").EnumerateArray()];

    public static TheoryData<int> All => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(All))]
    public void Request_of_botocore_verifies(int index)
    {
        var request = Load(index, out var s3);

        Verify(request, s3).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Request_of_botocore_to_another_path_is_refused(int index)
    {
        var request = Load(index, out var s3);

        Verify(request with { Path = request.Path + "x" }, s3).ShouldNotBeNull().Fault.ShouldBe(SigV4Fault.SignatureMismatch);
    }

    private static SigV4Error? Verify(TestRequest request, bool s3)
    {
        var signature = SigV4Parser.Parse(request.Signed).Signature.ShouldNotBeNull();
        var hash = signature.DeclaredPayloadHash ?? (s3 && signature.IsPresigned ? PayloadHash.Unsigned : request.BodyHash);
        return SigV4Verifier.Verify(request.Signed, signature, "secret", hash, s3 ? PathEncoding.Once : PathEncoding.Twice, Now, out _);
    }

    private static TestRequest Load(int index, out bool s3)
    {
        var json = Cases[index];
        s3 = json.GetProperty("service").GetString() == "s3";
        var method = json.GetProperty("method").GetString()!;
        var headers = json.GetProperty("headers").EnumerateObject()
            .Select(header => new KeyValuePair<string, StringValues>(header.Name, header.Value.GetString()));
        return new TestRequest(
            method, json.GetProperty("path").GetString()!, json.GetProperty("query").GetString()!, [.. headers], method == "PUT" ? "body"u8.ToArray() : []);
    }
}
