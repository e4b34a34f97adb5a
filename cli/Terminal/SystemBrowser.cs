using System.ComponentModel;
using System.Diagnostics;

namespace Gateway.Cli.Terminal;

/// <summary>Opens pages as the desktop does; <c>$BROWSER</c> goes first, as it does for xdg-open.</summary>
internal sealed class SystemBrowser(Func<string, string?> variable) : ISystemBrowser
{
    public bool TryOpen(Uri address) =>
        // A desktop also opens files and other programs by their addresses.
        address.Scheme is "https" or "http" && Commands(address).Any(TryStart);

    private bool TryStart(IReadOnlyList<string> words)
    {
        if (ProgramFile.Find(words[0], variable("PATH")) is not { } program || IsBatch(program))
        {
            return false;
        }

        try
        {
            // The browser's chatter must not mix with what this program prints.
            using var process = Process.Start(new ProcessStartInfo(program, words.Skip(1))
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            return process is not null;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Windows runs a batch file by its shell, which would take what follows an <c>&amp;</c> in an address for a command.</summary>
    private static bool IsBatch(string program) => OperatingSystem.IsWindows() && Path.GetExtension(program.TrimEnd('.', ' ')).ToUpperInvariant() is ".BAT" or ".CMD";

    private IEnumerable<IReadOnlyList<string>> Commands(Uri address)
    {
        if (variable("BROWSER") is { } browsers)
        {
            return BrowserVariable.Commands(browsers, address);
        }

        if (OperatingSystem.IsWindows())
        {
            return [[Path.Combine(Environment.SystemDirectory, "rundll32.exe"), "url.dll,FileProtocolHandler", address.AbsoluteUri]];
        }

        if (OperatingSystem.IsMacOS())
        {
            return [["open", address.AbsoluteUri]];
        }

        // Over SSH xdg-open would start a text browser inside the terminal.
        return variable("DISPLAY") is null && variable("WAYLAND_DISPLAY") is null ? [] : [["xdg-open", address.AbsoluteUri]];
    }
}
