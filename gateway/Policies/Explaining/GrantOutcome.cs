namespace Gateway.Policies.Explaining;

/// <summary>What a grant comes to for one caller.</summary>
internal enum GrantOutcome
{
    /// <summary>A condition does not hold.</summary>
    NoMatch,

    /// <summary>Only <c>acr</c> or <c>maxAuthAge</c> stands in the way.</summary>
    StepUp,

    /// <summary>All conditions hold, yet no role can be taken.</summary>
    Unusable,

    /// <summary>It gives at least one role.</summary>
    Granted,
}
