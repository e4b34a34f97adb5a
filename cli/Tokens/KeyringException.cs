namespace Gateway.Cli.Tokens;

/// <summary>The keyring that held a session at login does not answer now: locked, or not of this terminal's session (SSH, cron).</summary>
internal sealed class KeyringException(Exception cause)
    : Exception($"The system's keyring, which keeps your session, does not answer: {FirstLine(cause.GetBaseException())}", cause)
{
    // Msal writes whole stack traces into its messages.
    private static string FirstLine(Exception cause) => cause.Message.Trim().Split('\n', 2)[0].Trim();
}
