using System.Text;

namespace Gateway.Cli.Tests.Standins;

/// <summary>
/// A person whose browser runs on another machine: reads the printed address, logs in there, and pastes first something wrong and then the
/// address that the browser ended at.
/// </summary>
internal sealed class PersonAtTerminal : TextReader
{
    private readonly TaskCompletionSource<Uri> _seen = new();
    private bool _mistaken;

    public TextWriter Watching(TextWriter inner) => new Screen(inner, _seen);

    public override string? ReadLine()
    {
        if (!_mistaken)
        {
            _mistaken = true;
            return "http://127.0.0.1:1/callback?code=x&state=wrong";
        }

        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var redirect = http.GetAsync(_seen.Task.GetAwaiter().GetResult()).GetAwaiter().GetResult();
        return redirect.Headers.Location!.AbsoluteUri;
    }

    private sealed class Screen(TextWriter inner, TaskCompletionSource<Uri> seen) : TextWriter
    {
        public override Encoding Encoding => inner.Encoding;

        public override void Write(char value) => inner.Write(value);

        public override void WriteLine(string? value)
        {
            inner.WriteLine(value);
            var address = value?.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.StartsWith("http://127.0.0.1", StringComparison.Ordinal));
            if (address is not null)
            {
                seen.TrySetResult(new Uri(address));
            }
        }
    }
}
