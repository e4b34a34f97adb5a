using Gateway.Assuming;
using Gateway.Policies;

namespace Gateway.Issuing;

/// <summary>How long credentials last: what the grant gives, an hour at most where they are the gateway's own or chained from a role.</summary>
internal sealed class SessionDurations(BaseCredentials baseCredentials)
{
    /// <summary>STS takes no less.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(900);

    /// <summary>The longest life of gateway credentials.</summary>
    public static readonly TimeSpan LongestForward = TimeSpan.FromHours(1);

    /// <summary>The longest duration that may be asked for.</summary>
    public ValueTask<TimeSpan> LongestAsync(GrantedRole role, AccessMode mode) => LongestAsync(role.Session.Duration, mode);

    /// <summary>The longest duration that may be asked for in any mode that the role permits.</summary>
    public ValueTask<TimeSpan> LongestAsync(GrantedRole role) => LongestAsync(role.Grant, role.Session.Duration);

    /// <summary>The same of a grant that wants a stronger or fresher login, for when it has been had.</summary>
    public ValueTask<TimeSpan> LongestAsync(StepUp stepUp) => LongestAsync(stepUp.Grant, stepUp.Duration);

    /// <summary>The role's session with the duration to use, or why the one asked for is out of bounds.</summary>
    public async ValueTask<IssueResult<RoleSession>> ChooseAsync(GrantedRole role, IssueRequest request)
    {
        var longest = await LongestAsync(role, request.Mode);
        var asked = request.Duration ?? longest;
        // Gateway credentials are renewed by themselves: whoever asks for what the grant gives gets the longest that they live.
        if (request.Mode == AccessMode.Forward && asked <= role.Session.Duration && asked > longest)
        {
            asked = longest;
        }

        if (asked >= Shortest && asked <= longest)
        {
            return role.Session with { Duration = asked };
        }

        var most = request.Mode == AccessMode.Forward ? role.Session.Duration : longest;
        var why = most == role.Session.Duration ? "what its grant gives" : "the longest that role chaining allows";
        return new Refusal(RefusalKind.InvalidRequest,
            $"The duration must be between {Shortest.TotalSeconds} and {most.TotalSeconds} seconds for the role '{role.Id}': {why}.");
    }

    private async ValueTask<TimeSpan> LongestAsync(TimeSpan longest, AccessMode mode)
    {
        if (mode == AccessMode.Forward)
        {
            return longest > LongestForward ? LongestForward : longest;
        }

        return longest > StsClient.LongestChained && await baseCredentials.IsRoleAsync() ? StsClient.LongestChained : longest;
    }

    private async ValueTask<TimeSpan> LongestAsync(Grant grant, TimeSpan duration)
    {
        var longest = TimeSpan.Zero;
        foreach (var (_, mode) in AccessModes.ByName.Where(pair => grant.Permit.Modes.HasFlag(pair.Value)))
        {
            var possible = await LongestAsync(duration, mode);
            longest = possible > longest ? possible : longest;
        }

        return longest;
    }
}
