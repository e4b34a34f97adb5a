namespace Gateway.Cli.Tokens;

/// <summary>The keyring that held a session at login does not answer now: locked, or not of this terminal's session (SSH, cron).</summary>
internal sealed class KeyringException(Exception cause)
    : Exception($"The system's keyring, which keeps your session, does not answer: {FirstLine(cause.GetBaseException())}", cause)
{
    /// <summary>What the person can do.</summary>
    public string Advice => "Unlock it, or run this in the desktop's own session; `stsgw login --storage file` keeps the session in a file instead.";

    // Msal writes whole stack traces into its messages.
    private static string FirstLine(Exception cause) => cause.Message.Trim().Split('\n', 2)[0].Trim();
}
