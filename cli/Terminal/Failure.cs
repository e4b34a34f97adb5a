using Gateway.Cli.Doors;

namespace Gateway.Cli.Terminal;

/// <summary>Why a command could not do what it was asked for.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Message">What happened, without secrets.</param>
/// <param name="Advice">What the person can do next; null where nothing better than the message is known.</param>
internal sealed record Failure(ExitCode Code, string Message, string? Advice = null)
{
    /// <summary>Set where the gateway asked for a fresher or stronger login (RFC 9470).</summary>
    public StepUpChallenge? StepUp { get; init; }

    /// <summary>True where the gateway did not accept the access token itself (RFC 6750, <c>invalid_token</c>).</summary>
    public bool TokenRejected { get; init; }
}
