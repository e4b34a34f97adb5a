using Gateway.Identity;
using Gateway.Policies.Conditions;
using Gateway.Policies.Sessions;

namespace Gateway.Policies;

/// <summary>A grant, ready to be evaluated.</summary>
internal sealed class GrantRule(Grant grant, ConditionSet when, SessionRule session)
{
    private static readonly IReadOnlyList<string[]> Nothing = [[]];

    public Grant Grant => grant;

    public ConditionSet When => when;

    public SessionRule Session => session;

    /// <summary>Adds what the grant gives the caller, which is nothing where its conditions do not hold.</summary>
    public void Evaluate(Caller caller, in AccessContext context, GrantOutcomes outcomes)
    {
        if (!when.HoldsBesidesLogin(caller, context))
        {
            return;
        }

        var loginSuffices = when.LoginSuffices(caller, context);
        foreach (var captured in when.Capture?.Captures(caller) ?? Nothing)
        {
            var id = IdFor(captured);
            if (!session.TryRole(captured, out var arn, out var problem))
            {
                outcomes.Unusable.Add(new UnusableGrant(id, grant, null, problem));
            }
            else if (!loginSuffices)
            {
                outcomes.StepUps.Add(StepUpTo(id, arn, caller, context));
            }
            else if (session.TrySession(caller.Claims, arn, out var taken, out problem))
            {
                outcomes.Roles.Add(new GrantedRole
                {
                    Id = id,
                    Grant = grant,
                    Arn = arn,
                    AccountName = session.Accounts[arn.AccountId],
                    Session = taken,
                });
            }
            else
            {
                outcomes.Unusable.Add(new UnusableGrant(id, grant, arn, problem));
            }
        }
    }

    /// <summary>The id of the role that captured values give.</summary>
    public string IdFor(string[] captured) => captured.Length == 0 ? grant.Id : $"{grant.Id}:{string.Join(':', captured)}";

    private StepUp StepUpTo(string id, RoleArn arn, Caller caller, in AccessContext context)
    {
        var isWeak = when.Acr is { } level && !level.Holds(caller, context);
        var isOld = when.AuthAge is { } age && !age.Holds(caller, context);
        var missing = new List<string>();
        if (isWeak && caller.Acr is null)
        {
            missing.Add("acr");
        }

        if (isOld && caller.AuthTime is null)
        {
            missing.Add("auth_time");
        }

        return new StepUp(id, grant, arn, session.Duration, isWeak ? when.Acr!.Wanted : [], isOld ? when.AuthAge!.MaxAge : null, missing);
    }
}
