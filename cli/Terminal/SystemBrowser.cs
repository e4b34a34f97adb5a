using System.ComponentModel;
using System.Diagnostics;

namespace Gateway.Cli.Terminal;

/// <summary>Opens pages as the desktop does; <c>$BROWSER</c> goes first, as it does for xdg-open.</summary>
internal sealed class SystemBrowser(Func<string, string?> variable) : ISystemBrowser
{
    public bool TryOpen(Uri address)
    {
        // A desktop also opens files and other programs by their addresses.
        if (address.Scheme is not ("https" or "http") || Command(address) is not { } command)
        {
            return false;
        }

        try
        {
            command.UseShellExecute = false;
            // The browser's chatter must not mix with what this program prints.
            command.RedirectStandardOutput = true;
            command.RedirectStandardError = true;
            using var process = Process.Start(command);
            return process is not null;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private ProcessStartInfo? Command(Uri address)
    {
        if (variable("BROWSER") is { } browser)
        {
            return new ProcessStartInfo(browser, [address.AbsoluteUri]);
        }

        if (OperatingSystem.IsWindows())
        {
            return new ProcessStartInfo("rundll32.exe", ["url.dll,FileProtocolHandler", address.AbsoluteUri]);
        }

        if (OperatingSystem.IsMacOS())
        {
            return new ProcessStartInfo("open", [address.AbsoluteUri]);
        }

        // Over SSH xdg-open would start a text browser inside the terminal.
        return variable("DISPLAY") is null && variable("WAYLAND_DISPLAY") is null
            ? null
            : new ProcessStartInfo("xdg-open", [address.AbsoluteUri]);
    }
}
