using Gateway.Assuming;
using Gateway.Identity;
using Gateway.Limits;
using Gateway.Policies;
using Gateway.Revocations;
using Gateway.Sessions;
using Gateway.Telemetry;

namespace Gateway.Issuing;

/// <summary>Gives a caller credentials for a role that the policy grants: AWS's own from STS, or gateway credentials.</summary>
internal sealed class CredentialIssuer(
    PolicyStore policies, SessionDurations durations, RoleSessions sessions, SessionSealer sealer, RevocationList revocations, LastingGrant grants, TimeProvider time)
{
    /// <summary>The policy that the next decision goes by.</summary>
    public string PolicyVersion => policies.Current.Version;

    public async ValueTask<IssueResult<IssuedCredentials>> IssueAsync(
        Caller caller, AccessContext context, IssueRequest request, CancellationToken cancellation)
    {
        RoleSelection selection;
        using (Tracing.Start(Tracing.Authorise))
        {
            selection = policies.Current.Select(caller, context, request.Role, request.Mode);
        }

        if (!selection.Granted)
        {
            return Refusal.Of(selection.Refusal);
        }

        if (revocations.WhyRefused(caller, selection.Role) is { } revoked)
        {
            return Refusal.Of(revoked);
        }

        var chosen = await durations.ChooseAsync(selection.Role, request).AsTask().WaitAsync(cancellation);
        if (!chosen.Succeeded)
        {
            return chosen.Refusal;
        }

        var session = chosen.Value;
        if (request.SessionPolicy is { } policy)
        {
            var narrowed = CallerSessionPolicy.Check(selection.Role, policy);
            if (!narrowed.Succeeded)
            {
                return narrowed.Refusal;
            }

            session = session with { SessionPolicy = narrowed.Value };
        }

        if (request.Mode == AccessMode.Forward)
        {
            return Mint(caller, selection.Role, session, request.SessionPolicy is not null);
        }

        var issued = await AssumeAsync(caller, selection.Role, session, cancellation);
        return issued.Succeeded && grants.WhyNoMore(caller, context, selection.Role, AccessMode.Credentials) is { } ended ? ended : issued;
    }

    private IssuedCredentials Mint(Caller caller, GrantedRole role, RoleSession session, bool narrowed)
    {
        var minted = sealer.Mint(new SessionContent
        {
            RoleId = role.Id,
            Expires = time.GetUtcNow() + session.Duration,
            SessionPolicy = narrowed ? session.SessionPolicy : null,
            Claims = caller.Claims,
        });
        return new IssuedCredentials
        {
            Role = role,
            AccessKeyId = minted.AccessKeyId,
            SecretAccessKey = minted.SecretAccessKey,
            SessionToken = minted.SessionToken,
            Expires = minted.Expires,
            AssumedRoleArn = $"arn:{role.Arn.Partition}:sts::{role.Arn.AccountId}:assumed-role/{role.Arn.Name}/{session.SessionName}",
            AssumedRoleId = $"{minted.AccessKeyId}:{session.SessionName}",
        };
    }

    private async ValueTask<IssueResult<IssuedCredentials>> AssumeAsync(
        Caller caller, GrantedRole role, RoleSession session, CancellationToken cancellation)
    {
        using var span = Tracing.Start(Tracing.Assume);
        var result = await sessions.GetFreshAsync(new SessionId(new CallerId(caller), session), cancellation);
        if (!result.Assumed)
        {
            return Refusal.Of(result.Failure);
        }

        return new IssuedCredentials
        {
            Role = role,
            AccessKeyId = result.Credentials.AccessKeyId,
            SecretAccessKey = result.Credentials.SecretAccessKey,
            SessionToken = result.Credentials.SessionToken,
            Expires = result.Credentials.Expires,
            AssumedRoleArn = result.Credentials.AssumedRoleArn,
            AssumedRoleId = result.Credentials.AssumedRoleId,
        };
    }
}
