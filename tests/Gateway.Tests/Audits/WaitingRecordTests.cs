using System.Globalization;
using System.Text.RegularExpressions;
using Gateway.Auditing;
using Gateway.Policies;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

/// <summary>What the size of a pod must count for records that wait, as docs/kubernetes.md says it.</summary>
public sealed partial class WaitingRecordTests
{
    private const int Count = 1000;

    [Fact]
    public async Task A_waiting_record_takes_no_more_than_the_guide_counts_for_it()
    {
        var guide = Size().Match(Repository.Read("docs/kubernetes.md"));
        using var queue = new AuditQueue(new SlowSink(), new AuditOptions(), TimeProvider.System, NullLogger.Instance);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Count; i++)
        {
            queue.TryTakePlace(isProven: true);
            // Ends at once, on this thread.
            await queue.PutAsync(Record());
        }

        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Count;
        TestContext.Current.TestOutputHelper?.WriteLine($"{each} bytes a record");
        each.ShouldBeInRange(1024, Number(guide, "each") * 1024);
        var all = new AuditOptions().QueueLength * Number(guide, "each") / 1024d;
        all.ShouldBe(Number(guide, "all"), tolerance: 1);
    }

    /// <summary>A refused call with a path and a user agent of some length, and nothing made on the way that is not held. Who made it is counted with the gateway credentials and tokens.</summary>
    private static AuditEntry Record()
    {
        var entry = new AuditEntry
        {
            RequestId = Text(36),
            Time = DateTimeOffset.UnixEpoch,
            Method = "PUT",
            Path = Text(128),
            SourceIp = Text(39),
            UserAgent = Text(200),
            TraceId = Text(32),
            SpanId = Text(16),
            Door = "forward",
            GrantId = "orders-writer",
            RoleId = "orders-writer",
            Service = "s3",
            Action = "s3:PutObject",
            Region = "eu-west-1",
            AwsAccessKeyId = Text(20),
            ClientAccessKeyId = Text(20),
            AwsRequestId = Text(16),
            Session = new RoleSession
            {
                RoleArn = Role,
                SessionName = Text(20),
                SourceIdentity = Text(20),
                Tags = [],
                TransitiveTags = [],
                Duration = TimeSpan.FromHours(1),
            },
        };
        entry.Refused("sts-refused", Text(160));
        return entry;
    }

    private static string Text(int length) => new('x', length);

    private static RoleArn Role { get; } = RoleArn.TryParse("arn:aws:iam::111122223333:role/OrdersWriter", out var arn, out _) ? arn : throw new InvalidOperationException();

    private static int Number(Match guide, string name) => int.Parse(guide.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\| Audit record that waits for a sink \| (?<each>\d+) KiB.*\| `gateway\.audit\.queueLength`, 10,000: (?<all>\d+) MiB", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Size();
}
