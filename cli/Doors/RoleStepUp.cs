namespace Gateway.Cli.Doors;

/// <summary>The login that a listed role wants beyond the present one. Either member may be left out.</summary>
internal sealed record RoleStepUp
{
    /// <summary>Authentication contexts of which one will do.</summary>
    public IReadOnlyList<string>? AcrValues { get; init; }

    /// <summary>How old the login may be, in seconds.</summary>
    public int? MaxAge { get; init; }

    public StepUpChallenge ToChallenge() => StepUpChallenge.Of(AcrValues is null ? null : string.Join(' ', AcrValues), MaxAge);
}
