using System.Text.Json;
using Gateway.Auditing;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

public sealed class FileSinkTests : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gateway-audit-");
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 25, 1, 2, 3, TimeSpan.Zero));
    private readonly List<FileSink> sinks = [];

    private string Current => Path.Combine(folder.FullName, "audit.jsonl");

    [Fact]
    public async Task Records_are_lines_of_JSON_in_their_order()
    {
        await Sink().WriteAsync(Records.Several(3), CancellationToken.None);

        (await File.ReadAllLinesAsync(Current)).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("requestId").GetString())
            .ShouldBe(["request-0", "request-1", "request-2"]);
    }

    [Fact]
    public async Task The_file_is_readable_by_its_owner_alone_even_if_it_was_there_before()
    {
        await File.WriteAllTextAsync(Current, "{}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Current, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead | UnixFileMode.GroupRead);
        }

        await Sink().WriteAsync(Records.Several(1), CancellationToken.None);

        (await File.ReadAllLinesAsync(Current)).Length.ShouldBe(2);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Current).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task A_large_file_is_put_aside_whole()
    {
        var sink = Sink(new AuditFileOptions { MaxBytes = 64 * 1024 });
        for (var i = 0; i < 4; i++)
        {
            await sink.WriteAsync(Records.Several(100), CancellationToken.None);
        }

        var files = folder.GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        files.Count.ShouldBeGreaterThan(1);
        files.ShouldAllBe(file => file.Length <= 64 * 1024);
        files.Sum(file => File.ReadAllLines(file.FullName).Length).ShouldBe(400);
    }

    [Fact]
    public async Task A_batch_that_is_longer_than_a_file_may_be_is_spread_over_several()
    {
        await Sink(new AuditFileOptions { MaxBytes = 64 * 1024 }).WriteAsync(Records.Several(400), CancellationToken.None);

        folder.GetFiles().ShouldAllBe(file => file.Length <= 64 * 1024);
        Recorded().ShouldBe(Enumerable.Range(0, 400).Select(i => $"request-{i}"));
    }

    [Fact]
    public async Task Of_a_batch_that_failed_half_way_nothing_is_written_twice()
    {
        var batch = Records.Several(400);
        var faulty = new FaultyTime(failsAt: 2);
        var sink = new FileSink(Options.Create(new AuditFileOptions { Path = Current, MaxBytes = 64 * 1024 }), faulty, NullLogger<FileSink>.Instance);
        sinks.Add(sink);

        await Should.ThrowAsync<IOException>(async () => await sink.WriteAsync(batch, CancellationToken.None));
        await sink.WriteAsync(batch, CancellationToken.None);

        Recorded().ShouldBe(Enumerable.Range(0, 400).Select(i => $"request-{i}"));
    }

    [Fact]
    public async Task An_old_file_is_put_aside_by_the_time()
    {
        var sink = Sink(new AuditFileOptions { MaxAge = TimeSpan.FromHours(1) });
        await sink.WriteAsync(Records.Several(1), CancellationToken.None);
        time.Advance(TimeSpan.FromHours(1));

        await sink.WriteAsync(Records.Several(1), CancellationToken.None);

        folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal).ShouldBe(["audit.20261125T020203000Z.jsonl", "audit.jsonl"]);
    }

    [Fact]
    public async Task Only_so_many_files_are_kept_and_no_other_file_is_touched()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "audit.notes.jsonl"), "mine");
        var sink = Sink(new AuditFileOptions { MaxAge = TimeSpan.FromMinutes(1), Keep = 2 });

        for (var i = 0; i < 6; i++)
        {
            await sink.WriteAsync(Records.Several(1), CancellationToken.None);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)
            .ShouldBe(["audit.20261125T010603000Z.jsonl", "audit.20261125T010703000Z.jsonl", "audit.jsonl", "audit.notes.jsonl"]);
    }

    [Fact]
    public async Task Two_files_of_one_moment_are_both_kept()
    {
        var sink = Sink(new AuditFileOptions { MaxBytes = 64 * 1024 });

        for (var i = 0; i < 5; i++)
        {
            await sink.WriteAsync(Records.Several(200), CancellationToken.None);
        }

        folder.GetFiles().Sum(file => File.ReadAllLines(file.FullName).Length).ShouldBe(1000);
    }

    [Theory]
    [InlineData("moved")]
    [InlineData("removed")]
    [InlineData("moved, and another is in its place")]
    public async Task A_file_that_something_else_has_put_aside_is_begun_anew(string done)
    {
        var sink = Sink();
        await sink.WriteAsync([Records.Of("before")], CancellationToken.None);
        if (done == "removed")
        {
            File.Delete(Current);
        }
        else
        {
            File.Move(Current, Current + ".1");
        }

        if (done.EndsWith("in its place", StringComparison.Ordinal))
        {
            await File.WriteAllTextAsync(Current, "");
        }

        await sink.WriteAsync([Records.Of("after")], CancellationToken.None);
        await sink.WriteAsync([Records.Of("later")], CancellationToken.None);

        Ids(Current).ShouldBe(["after", "later"]);
    }

    [Fact]
    public async Task A_file_that_something_else_has_cut_goes_on_from_its_end()
    {
        var sink = Sink();
        await sink.WriteAsync(Records.Several(3), CancellationToken.None);
        await File.WriteAllTextAsync(Current, "");

        await sink.WriteAsync([Records.Of("after")], CancellationToken.None);

        Ids(Current).ShouldBe(["after"]);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_failure_until_it_is()
    {
        var sink = Sink(folderName: "later");
        await Should.ThrowAsync<IOException>(async () => await sink.WriteAsync(Records.Several(1), CancellationToken.None));
        folder.CreateSubdirectory("later");

        await sink.WriteAsync(Records.Several(1), CancellationToken.None);

        File.Exists(Path.Combine(folder.FullName, "later", "audit.jsonl")).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sink in sinks)
        {
            await sink.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    private IEnumerable<string?> Recorded() => folder.GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal)
        .SelectMany(file => Ids(file.FullName));

    private static IEnumerable<string?> Ids(string path) =>
        File.ReadAllLines(path).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("requestId").GetString());

    private FileSink Sink(AuditFileOptions? options = null, string folderName = "")
    {
        options ??= new AuditFileOptions();
        options.Path = Path.Combine(folder.FullName, folderName, "audit.jsonl");
        using var log = new MemoryLogger();
        var sink = new FileSink(Options.Create(options), time, new Logger<FileSink>(new LoggerFactory([log])));
        sinks.Add(sink);
        return sink;
    }

    /// <summary>A clock by which one look fails as a disk would.</summary>
    private sealed class FaultyTime(int failsAt) : TimeProvider
    {
        private int looks;

        public override DateTimeOffset GetUtcNow() => ++looks == failsAt ? throw new IOException("the disk is full") : DateTimeOffset.UnixEpoch.AddYears(56);
    }
}
