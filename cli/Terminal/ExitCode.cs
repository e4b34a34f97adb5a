namespace Gateway.Cli.Terminal;

/// <summary>What stsgw tells a script. The numbers are documented in docs/stsgw.md and do not change.</summary>
internal enum ExitCode
{
    Done = 0,

    /// <summary>Something failed for a reason that has no number of its own.</summary>
    Failed = 1,

    /// <summary>A wrong command line, a request that the gateway does not understand, or a configuration file that cannot be read or written.</summary>
    Usage = 2,

    /// <summary>Nobody is logged in, or the login has ended: <c>stsgw login</c>.</summary>
    LoginNeeded = 3,

    /// <summary>The gateway's policy does not grant what was asked for.</summary>
    Refused = 4,

    /// <summary>The gateway or the issuer cannot be reached, or answers with a server error.</summary>
    Unreachable = 5,

    /// <summary>A fresher or stronger login is asked for, and there is no terminal to ask for it at.</summary>
    FreshLoginNeeded = 6,

    /// <summary>A login was begun and not completed.</summary>
    LoginFailed = 7,

    /// <summary><c>doctor</c> found something wrong.</summary>
    Unhealthy = 8,

    /// <summary>The command that <c>exec</c> was given cannot be run, as shells have it.</summary>
    CannotRun = 126,

    /// <summary>The command that <c>exec</c> was given does not exist, as shells have it.</summary>
    CommandNotFound = 127,

    /// <summary>Ended by Ctrl+C.</summary>
    Interrupted = 130,
}
