using System.Text;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Gateway.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Signing;

/// <summary>What the AWS SDK for .NET really sends over a socket verifies, body and all.</summary>
public sealed class AwsSdkTests
{
    private const string Secret = "secret";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain", true)]
    [InlineData("a b+c%d=e&f é(g)*'~", true)]
    [InlineData("plain", false)]
    public async Task Upload_verifies_to_its_last_byte(string key, bool chunked)
    {
        var seen = new List<string>();
        await using var server = await StartAsync(PathEncoding.Once, seen);
        using var s3 = new AmazonS3Client(new SessionAWSCredentials("AKID", Secret, "token"), new AmazonS3Config
        {
            ServiceURL = server.Urls.First(),
            AuthenticationRegion = "eu-west-1",
            ForcePathStyle = true,
            MaxErrorRetry = 0,
        });

        await s3.PutObjectAsync(
            new PutObjectRequest { BucketName = "bucket", Key = key, InputStream = new MemoryStream(ChunkStreams.Data(200_000)), UseChunkEncoding = chunked },
            Cancellation);

        seen.ShouldHaveSingleItem().ShouldBe(chunked ? "StreamingSignedTrailer" : "Hashed");
    }

    [Fact]
    public async Task Call_of_another_service_verifies()
    {
        var seen = new List<string>();
        await using var server = await StartAsync(PathEncoding.Twice, seen);
        using var dynamo = new AmazonDynamoDBClient(new BasicAWSCredentials("AKID", Secret), new AmazonDynamoDBConfig
        {
            ServiceURL = server.Urls.First(),
            AuthenticationRegion = "eu-west-1",
            MaxErrorRetry = 0,
        });

        await dynamo.ListTablesAsync(Cancellation);

        seen.Count.ShouldBe(1);
        seen[0].ShouldBeOneOf("Hashed", "Undeclared");
    }

    private static async Task<WebApplication> StartAsync(PathEncoding encoding, List<string> seen)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => options.RequestHeaderEncodingSelector = _ => Encoding.Latin1);
        var app = builder.Build();
        app.Run(async context =>
        {
            var answer = await CheckAsync(context, encoding);
            seen.Add(answer);
            context.Response.ContentType = "application/x-amz-json-1.0";
            await context.Response.WriteAsync(encoding == PathEncoding.Twice ? """{"TableNames":[]}""" : "", Cancellation);
        });
        await app.StartAsync(Cancellation);
        return app;
    }

    private static async Task<string> CheckAsync(HttpContext context, PathEncoding encoding)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var request = new SigV4Request(
            context.Request.Method,
            question < 0 ? target : target[..question],
            question < 0 ? "" : target[(question + 1)..],
            context.Request.Headers);
        var parsed = SigV4Parser.Parse(request);
        if (parsed.Signature is not { } signature)
        {
            return parsed.Error!.Message;
        }

        var kind = PayloadHash.Parse(signature.DeclaredPayloadHash);
        var key = SigningKey.Derive(Secret, signature.Scope);
        Stream body = context.Request.Body;
        if (kind == PayloadKind.StreamingSignedTrailer)
        {
            if (!AwsChunkedOptions.TryRead(kind, context.Request.Headers, out var options, out var problem))
            {
                return problem;
            }

            body = new ChunkResigningStream(body, signature.ChunkSeed(key), signature.ChunkSeed(key), options);
        }
        else if (kind == PayloadKind.Hashed)
        {
            body = new HashCheckingStream(body, signature.DeclaredPayloadHash!, context.Request.ContentLength);
        }

        var drained = await Drain.ReadAsync(body);
        var hash = signature.DeclaredPayloadHash ?? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(drained.Bytes));
        var error = SigV4Verifier.Verify(request, signature, Secret, hash, encoding, TimeProvider.System.GetUtcNow(), out _);
        return error?.Message ?? drained.Rejection?.Message ?? kind.ToString();
    }
}
