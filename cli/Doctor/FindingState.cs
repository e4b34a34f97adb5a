namespace Gateway.Cli.Doctor;

/// <summary>How a step came out.</summary>
internal enum FindingState
{
    Good,

    /// <summary>It works, but not for long or not for everything.</summary>
    Warning,
    Bad,
}
