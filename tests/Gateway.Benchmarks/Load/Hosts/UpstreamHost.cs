using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Gateway.Benchmarks.Load.Hosts;

/// <summary>
/// An AWS that costs next to nothing: it answers in the shapes of DynamoDB, S3 and STS and verifies nothing, so that what is measured is what stands
/// before it. <c>GET /calls</c> tells how often STS was asked.
/// </summary>
internal static class UpstreamHost
{
    public const string CallsPath = "/calls";

    private static readonly byte[] Item = """{"Item":{"id":{"S":"order-0001"},"state":{"S":"shipped"},"total":{"N":"129.90"},"customer":{"S":"c-77812"},"lines":{"L":[]}}}"""u8.ToArray();
    private static readonly byte[] Block = RandomNumberGenerator.GetBytes(64 * 1024);
    private static readonly string SessionToken = Convert.ToBase64String(RandomNumberGenerator.GetBytes(600));
    private static int stsCalls;

    public static WebApplication Build(string url)
    {
        var app = HostSettings.Builder(url).Build();
        app.Run(context => context.Request.Method switch
        {
            "PUT" => TakeAsync(context),
            "GET" => GiveAsync(context),
            _ => context.Request.ContentType?.StartsWith("application/x-www-form", StringComparison.Ordinal) == true ? AssumeAsync(context) : AnswerAsync(context),
        });
        return app;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        await DrainAsync(context);
        var response = context.Response;
        response.ContentType = "application/x-amz-json-1.0";
        response.ContentLength = Item.Length;
        response.Headers["x-amzn-RequestId"] = "JQ7B4S3TL1S5Q0DRPLH9KCHQFFVV4KQNSO5AEMVJF66Q9ASUAAJG";
        response.Headers["x-amz-crc32"] = "2745614147";
        response.BodyWriter.Write(Item);
        await response.BodyWriter.FlushAsync();
    }

    private static async Task TakeAsync(HttpContext context)
    {
        await DrainAsync(context);
        context.Response.ContentLength = 0;
        context.Response.Headers.ETag = "\"9b2cf535f27731c974343645a3985328\"";
        context.Response.Headers["x-amz-request-id"] = "4442587FB7D0A2F9";
    }

    /// <summary>An object of as many bytes as its key says; or the count of STS calls.</summary>
    private static async Task GiveAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == CallsPath)
        {
            await context.Response.WriteAsync(Volatile.Read(ref stsCalls).ToString());
            return;
        }

        var left = long.Parse(path.AsSpan(path.LastIndexOf('/') + 1));
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = left;
        context.Response.Headers.ETag = "\"9b2cf535f27731c974343645a3985328\"";
        context.Response.Headers["x-amz-request-id"] = "4442587FB7D0A2F9";
        context.Response.Headers["Last-Modified"] = "Wed, 12 Oct 2025 17:50:00 GMT";
        while (left > 0)
        {
            var count = (int)Math.Min(left, Block.Length);
            await context.Response.BodyWriter.WriteAsync(Block.AsMemory(0, count));
            left -= count;
        }
    }

    private static async Task AssumeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var form = QueryHelpers.ParseQuery(await reader.ReadToEndAsync());
        var number = Interlocked.Increment(ref stsCalls);
        context.Response.ContentType = "text/xml";
        await context.Response.WriteAsync($"""
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
            <AssumedRoleUser><Arn>arn:aws:sts::111122223333:assumed-role/Role/{form["RoleSessionName"]}</Arn><AssumedRoleId>AROA:{form["RoleSessionName"]}</AssumedRoleId></AssumedRoleUser>
            <Credentials><AccessKeyId>ASIA{number:D16}</AccessKeyId><SecretAccessKey>{number:D40}</SecretAccessKey><SessionToken>{SessionToken}</SessionToken>
            <Expiration>{TimeProvider.System.GetUtcNow().AddHours(1):yyyy-MM-ddTHH:mm:ssZ}</Expiration></Credentials>
            </AssumeRoleResult><ResponseMetadata><RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ResponseMetadata></AssumeRoleResponse>
            """);
    }

    private static async Task DrainAsync(HttpContext context)
    {
        while (true)
        {
            var read = await context.Request.BodyReader.ReadAsync();
            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }
}
