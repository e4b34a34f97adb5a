using System.Text;

namespace Gateway.Cli.Tests.Standins;

/// <summary>A screen that says when a text has come up on it.</summary>
internal sealed class WatchedScreen(string text) : TextWriter
{
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Seen => _seen.Task;

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value)
    {
        if (value?.Contains(text, StringComparison.Ordinal) is true)
        {
            _seen.TrySetResult();
        }
    }
}
