using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Sso;

/// <summary><c>aws sso login --no-browser</c> in a terminal, and a person who follows the link that it shows.</summary>
internal static partial class SsoLogin
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>With a person who knows what to do with pages.</summary>
    public static async Task<IReadOnlyList<Page>> RunAsync(
        string aws, string profile, IReadOnlyDictionary<string, string?> settings, Scratch scratch, params string[] arguments)
    {
        IReadOnlyList<Page> pages = [];
        await RunAsync(
            aws,
            profile,
            settings,
            scratch,
            async link =>
            {
                using var person = new PersonAtBrowser();
                pages = await person.SignInAsync(link, "demo");
            },
            arguments);
        return pages;
    }

    public static async Task RunAsync(
        string aws, string profile, IReadOnlyDictionary<string, string?> settings, Scratch scratch, Func<Uri, Task> person, params string[] arguments)
    {
        var start = new ProcessStartInfo(aws, ["sso", "login", "--no-browser", "--profile", profile, .. arguments])
        {
            WorkingDirectory = scratch.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        ClientEnvironment.Apply(AwsSettings.With(settings, scratch), start.Environment);
        using var limit = new CancellationTokenSource(Patience);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{aws} did not start.");
        try
        {
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            var shown = new StringBuilder();
            Match link;
            do
            {
                var line = await process.StandardOutput.ReadLineAsync(limit.Token)
                    ?? throw new InvalidOperationException($"aws sso login ended without a link: {shown}{await error}");
                shown.AppendLine(line);
                link = Link().Match(line);
            }
            while (!link.Success);

            await person(new Uri(link.Value));
            shown.Append(await process.StandardOutput.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            new ClientResult(process.ExitCode, shown.ToString(), await error).ShouldSucceed();
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    [GeneratedRegex(@"https?://\S+(&user_code=\S+|/authorize\?\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
