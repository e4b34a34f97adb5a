using Gateway.Identity;

namespace Gateway.Policies.Conditions;

/// <summary>A whole <c>when</c>: all of its conditions must hold.</summary>
internal sealed class ConditionSet
{
    // Those that only a new login can mend are told apart: they turn a refusal into a challenge.
    private readonly Condition[] firm;

    public ConditionSet(IReadOnlyList<Condition> conditions)
    {
        All = conditions;
        Capture = conditions.OfType<CaptureCondition>().SingleOrDefault();
        Acr = conditions.OfType<AcrCondition>().SingleOrDefault();
        AuthAge = conditions.OfType<AuthAgeCondition>().SingleOrDefault();
        IsSteady = conditions.All(c => c.IsSteady);
        firm = [.. conditions.Where(c => c is not (AcrCondition or AuthAgeCondition))];
    }

    public IReadOnlyList<Condition> All { get; }

    public CaptureCondition? Capture { get; }

    public AcrCondition? Acr { get; }

    public AuthAgeCondition? AuthAge { get; }

    /// <summary>Whether all of them look at the caller alone.</summary>
    public bool IsSteady { get; }

    /// <summary>Whether all conditions hold, those of the login included.</summary>
    public bool Holds(Caller caller, in AccessContext context) => HoldsBesidesLogin(caller, context) && LoginSuffices(caller, context);

    /// <summary>Whether all conditions hold but perhaps <c>acr</c> and <c>maxAuthAge</c>.</summary>
    public bool HoldsBesidesLogin(Caller caller, in AccessContext context)
    {
        foreach (var condition in firm)
        {
            if (!condition.Holds(caller, context))
            {
                return false;
            }
        }

        return true;
    }

    public bool LoginSuffices(Caller caller, in AccessContext context) =>
        Acr?.Holds(caller, context) is not false && AuthAge?.Holds(caller, context) is not false;
}
