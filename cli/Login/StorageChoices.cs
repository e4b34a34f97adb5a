using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Login;

/// <summary>Decides where a session is kept. It is decided at login and remembered, so that later commands need not try the keyring first.</summary>
internal static class StorageChoices
{
    public static Result<SessionStorage> Decide(CliContext context, StorageChoice choice)
    {
        if (choice is StorageChoice.File)
        {
            return SessionStorage.File;
        }

        var available = KeyringVault.IsAvailable(context, SessionStore.Directory(context));
        return (available, choice) switch
        {
            (true, _) => SessionStorage.Keyring,
            (false, StorageChoice.Keyring) => new Failure(ExitCode.Usage, "There is no keyring here that takes a session.", "Use --storage file."),
            _ => SessionStorage.File,
        };
    }
}
