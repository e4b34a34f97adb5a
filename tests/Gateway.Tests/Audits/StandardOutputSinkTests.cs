using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text.Json;
using Gateway.Auditing;
using Gateway.Tests.Hosting;
using Microsoft.Win32.SafeHandles;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

public sealed partial class StandardOutputSinkTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gateway-output-");
    private readonly AnonymousPipeServerStream pipe = new(PipeDirection.Out);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Records_are_lines_in_their_order_however_slowly_they_are_read(bool isNonBlocking)
    {
        const int count = 2_000;
        if (isNonBlocking)
        {
            DoNotBlock(pipe.SafePipeHandle);
        }

        var writing = Task.Run(async () =>
        {
            await Sink().WriteAsync(Records.Several(count), CancellationToken.None);
            pipe.Dispose();
        });
        using var reader = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle));
        var text = await reader.ReadToEndAsync();
        await writing;

        Ids(text).ShouldBe(Enumerable.Range(0, count).Select(i => $"request-{i}"));
    }

    [Fact]
    public async Task A_pipe_that_nobody_reads_any_more_is_a_failure_and_no_success()
    {
        new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle).Dispose();

        // A process that starts at this moment holds all that this one has open, until it runs its own program.
        IOException? lost = null;
        await Waiting.UntilAsync(async () => (lost = await WriteAsync(Sink(), Records.Several(1))) is not null);

        lost!.Message.ShouldStartWith("standard output cannot be written: ");
    }

    [Fact]
    public async Task Of_a_batch_that_was_cut_half_way_nothing_is_lost_or_written_twice_and_no_line_is_spoiled()
    {
        const int count = 2_000;
        var path = Path.Combine(folder.FullName, "output");
        MakeFifo(path, 0x180).ShouldBe(0);
        await using var first = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        using var output = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        var sink = new StandardOutputSink(output);
        var batch = Records.Several(count);
        DoNotBlock(output);

        // Full in the middle of a line, and then without a reader; what stands in it stays for the next.
        var writing = Task.Run(() => WriteAsync(sink, batch));
        var read = new byte[70_000];
        await first.ReadExactlyAsync(read);
        await first.DisposeAsync();
        (await writing).ShouldNotBeNull();
        await using var second = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var rest = Task.Run(async () => await new StreamReader(second).ReadToEndAsync());
        (await WriteAsync(sink, batch)).ShouldBeNull();
        output.Dispose();

        Ids(System.Text.Encoding.UTF8.GetString(read) + await rest).ShouldBe(Enumerable.Range(0, count).Select(i => $"request-{i}"));
    }

    public void Dispose()
    {
        pipe.Dispose();
        folder.Delete(recursive: true);
    }

    private static async Task<IOException?> WriteAsync(StandardOutputSink sink, IReadOnlyList<AuditEntry> batch)
    {
        try
        {
            await sink.WriteAsync(batch, CancellationToken.None);
            return null;
        }
        catch (IOException lost)
        {
            return lost;
        }
    }

    private static List<string?> Ids(string text)
    {
        var ids = new List<string?>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                ids.Add(JsonDocument.Parse(line).RootElement.GetProperty("requestId").GetString());
            }
            catch (JsonException)
            {
                // The half of a line, which stands alone.
            }
        }

        return ids;
    }

    private static void DoNotBlock(SafeHandle descriptor)
    {
        const int setFlags = 4;
        var nonBlocking = OperatingSystem.IsLinux() ? 0x800 : 4;
        Control(descriptor, setFlags, nonBlocking).ShouldBe(0);
    }

    private StandardOutputSink Sink() => new(new SafeFileHandle(pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false));

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(SafeHandle descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);
}
