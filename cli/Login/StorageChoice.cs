namespace Gateway.Cli.Login;

/// <summary>Where a person wants the session to be kept.</summary>
internal enum StorageChoice
{
    /// <summary>A keyring where there is one, else a file of mode 0600.</summary>
    Auto,
    Keyring,
    File,
}
