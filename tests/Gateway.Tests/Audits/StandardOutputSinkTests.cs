using System.IO.Pipes;
using Gateway.Auditing;
using Microsoft.Win32.SafeHandles;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Audits;

public sealed class StandardOutputSinkTests : IDisposable
{
    private readonly AnonymousPipeServerStream pipe = new(PipeDirection.Out);

    [Fact]
    public async Task Records_are_lines_in_their_order_however_slowly_they_are_read()
    {
        const int count = 2_000;
        var writing = Task.Run(async () =>
        {
            await Sink().WriteAsync(Records.Several(count), CancellationToken.None);
            pipe.Dispose();
        });

        using var reader = new StreamReader(new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle));
        var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await writing;

        lines.Length.ShouldBe(count);
        lines[^1].ShouldContain($"\"request-{count - 1}\"");
    }

    [Fact]
    public async Task A_pipe_that_nobody_reads_any_more_is_a_failure_and_no_success()
    {
        new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle).Dispose();

        var lost = await Should.ThrowAsync<IOException>(async () => await Sink().WriteAsync(Records.Several(1), CancellationToken.None));

        lost.Message.ShouldStartWith("standard output cannot be written: ");
    }

    public void Dispose() => pipe.Dispose();

    private StandardOutputSink Sink() => new(new SafeFileHandle(pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false));
}
