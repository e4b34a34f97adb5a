using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Gateway.Sandbox.Story;

/// <summary>What happens to demo, who may read and write orders, and to viewer, who may not.</summary>
internal sealed class OrdersStory(SandboxSystem system)
{
    private const string Reader = "arn:aws:iam::111122223333:role/OrdersReader";
    private const string Writer = "arn:aws:iam::111122223333:role/OrdersWriter";
    private const string Analyst = "arn:aws:iam::111122223333:role/Analyst";

    private readonly Person demo = new(system, "demo");
    private readonly Person viewer = new(system, "viewer");
    private AmazonS3Client? writing;

    public IReadOnlyList<StoryStep> Steps =>
    [
        new("A Keycloak, an AWS and the gateway start", StartAsync),
        new("demo logs in", LogInAsync),
        new("demo asks which roles there are", RolesAsync),
        new("demo uploads to S3 as OrdersWriter", UploadAsync),
        new("demo reads from DynamoDB as OrdersReader", ReadAsync),
        new("viewer tries to become OrdersReader", RefusedRoleAsync),
        new("viewer tries to read orders as Analyst", RefusedCallAsync),
        new("the grant orders-writer is taken out of the file", CutOffAsync),
        new("demo's live session uploads once more", RefusedUploadAsync),
        new("no AWS key left the gateway; AWS saw", SessionsAsync),
        new("the audit records", AuditAsync),
        new("the last of them in full", LastRecordAsync),
    ];

    private async Task<string> StartAsync()
    {
        system.Aws.Objects.Create("orders");
        await OrdersTable.CreateAsync(system.Aws.Url);
        return $"{system.Keycloak.Issuer}\n{system.Aws.Url}\n{system.GatewayUrl}";
    }

    private async Task<string> LogInAsync()
    {
        await demo.LogInAsync();
        await viewer.LogInAsync();
        return "a token, and no AWS key";
    }

    private async Task<string> RolesAsync()
    {
        var roles = await demo.RolesAsync();
        StoryException.ThrowUnless(
            roles.Order(StringComparer.Ordinal).SequenceEqual(["by-arn:111122223333:Legacy", "orders-reader", "orders-writer"]),
            $"other roles than expected: {string.Join(", ", roles)}");
        return string.Join(", ", roles);
    }

    private async Task<string> UploadAsync()
    {
        writing = demo.S3(await demo.AssumeAsync(Writer));
        await writing.PutObjectAsync(new PutObjectRequest { BucketName = "orders", Key = "2026/first order.txt", ContentBody = "one kettle" });
        var stored = system.Aws.Objects.Find("orders", "2026/first order.txt");
        StoryException.ThrowUnless(stored?.Length == "one kettle".Length, "the object did not arrive");
        return $"s3://orders/{stored!.Key}, {stored.Length} bytes";
    }

    private async Task<string> ReadAsync()
    {
        using var reading = demo.DynamoDb(await demo.AssumeAsync(Reader));
        var found = await reading.GetItemAsync("orders", new() { ["id"] = new AttributeValue("1") });
        StoryException.ThrowUnless(found.Item?.GetValueOrDefault("article")?.S == "kettle", "the item is not the one that was stored");
        return "order 1: kettle";
    }

    private Task<string> RefusedRoleAsync() => RefusedAsync(() => viewer.AssumeAsync(Reader));

    private async Task<string> RefusedCallAsync()
    {
        using var reading = viewer.S3(await viewer.AssumeAsync(Analyst));
        return await RefusedAsync(() => reading.GetObjectAsync("orders", "2026/first order.txt"));
    }

    private async Task<string> CutOffAsync()
    {
        await system.Policy.RemoveGrantAsync("orders-writer", system.PolicyInForce);
        return "seen by the gateway, nothing restarted";
    }

    private async Task<string> RefusedUploadAsync()
    {
        var outcome = await RefusedAsync(() => writing!.PutObjectAsync(
            new PutObjectRequest { BucketName = "orders", Key = "2026/second order.txt", ContentBody = "one more" }));
        writing!.Dispose();
        StoryException.ThrowUnless(system.Aws.Objects.Find("orders", "2026/second order.txt") is null, "the object arrived");
        return outcome;
    }

    private Task<string> SessionsAsync()
    {
        var failure = system.Aws.Failures.Count > 0 ? system.Aws.Failures[0] : null;
        StoryException.ThrowUnless(failure is null, $"a signature did not verify: {failure?.Message}");
        var sessions = system.Aws.Requests.Where(r => r.Session is not null).Select(r => $"{r.Session!.Arn}  {r.Service} {r.Operation}").Distinct().ToArray();
        StoryException.ThrowUnless(sessions.Length >= 2, "AWS saw fewer sessions than there were");
        return Task.FromResult(string.Join('\n', sessions));
    }

    private async Task<string> AuditAsync()
    {
        var records = await system.AuditedAsync();
        StoryException.ThrowUnless(records.Any(r => r.Reason is null) && records.Any(r => r.Reason is not null), "there is none of one kind");
        return string.Join('\n', records.Select(r => string.Create(
            CultureInfo.InvariantCulture,
            $"{(r.Reason is null ? "allowed" : "denied"),-8}{r.Identity?.Name,-7}{r.Door,-12}{r.Status}  {r.Action ?? r.Method} as {r.RoleId ?? "themselves"}")));
    }

    private async Task<string> LastRecordAsync()
    {
        var last = (await system.AuditedAsync())[^1];
        StoryException.ThrowUnless(last.Reason is not null && last.Identity?.Name == "demo", "the last record is not that of the refused upload");
        return AuditTrail.Line(last).TrimEnd();
    }

    private static async Task<string> RefusedAsync<T>(Func<Task<T>> call)
    {
        try
        {
            await call();
        }
        catch (AmazonServiceException e) when (e.ErrorCode is "AccessDenied" or "AccessDeniedException")
        {
            return $"{e.ErrorCode}: {e.Message}";
        }

        throw new StoryException("it was not refused");
    }
}
