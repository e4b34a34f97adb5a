namespace Gateway.Cli.Tokens;

/// <summary>Where a session is kept.</summary>
internal enum SessionStorage
{
    /// <summary>A file of mode 0600 under the user's profile.</summary>
    File,

    /// <summary>The system's own: the Secret Service on Linux, the Keychain on macOS, a DPAPI-protected file on Windows.</summary>
    Keyring,
}
