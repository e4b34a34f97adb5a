using Gateway.Cli.Credentials;
using Gateway.Cli.Doors;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Running;

/// <summary>Whether a role permits the mode that a command is to run in: its SDK would only be told once it calls, in words of its own.</summary>
internal static class PermittedMode
{
    /// <summary>Why the role cannot be used in that mode; null where it can.</summary>
    public static Failure? Refusal(RoleEntry role, CredentialMode mode)
    {
        var forward = role.Modes.Contains("forward", StringComparer.Ordinal);
        var credentials = role.Modes.Contains("credentials", StringComparer.Ordinal);
        return (mode, forward, credentials) switch
        {
            (CredentialMode.Forward, true, _) or (CredentialMode.Credentials, _, true) => null,
            (CredentialMode.Forward, _, true) =>
                new Failure(ExitCode.Refused, $"Calls as the role '{role.Id}' are not forwarded; it gives real credentials.", "Add --mode credentials."),
            (CredentialMode.Credentials, true, _) =>
                new Failure(ExitCode.Refused, $"The role '{role.Id}' gives no real credentials; its calls are forwarded.", "Leave out --mode credentials."),
            _ => new Failure(ExitCode.Refused, $"The role '{role.Id}' is for the console alone.", $"`stsgw console --role {role.Id}` opens it."),
        };
    }
}
