using Gateway.Assuming;
using Gateway.Aws;
using Gateway.Identity;
using Gateway.Limits;
using Gateway.Policies;
using Gateway.Revocations;
using Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Gateway.Issuing.Console;

/// <summary>
/// Makes a URL that signs a person in to the AWS console with a granted role, by the federation endpoint of the role's partition.
/// The URL is a secret for the fifteen minutes that AWS takes it.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html</remarks>
internal sealed class ConsoleSignIn(
    PolicyStore policies, RoleSessions sessions, BaseCredentials baseCredentials, SignInTokens tokens, AssumeLimits limits, RevocationList revocations, LastingGrant grants, IOptions<AwsOptions> aws)
{
    /// <summary>Makes the URL.</summary>
    /// <param name="caller">Who signs in.</param>
    /// <param name="context">From where and when.</param>
    /// <param name="role">A role's id or ARN; null: the only one that permits the console.</param>
    /// <param name="destination">See <see cref="ConsoleDestination"/>.</param>
    /// <param name="home">Where AWS sends the person when the console session has ended: the gateway.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<IssueResult<ConsoleUrl>> SignInAsync(
        Caller caller, AccessContext context, string? role, string? destination, string home, CancellationToken cancellation)
    {
        RoleSelection selection;
        using (Tracing.Start(Tracing.Authorise))
        {
            selection = policies.Current.Select(caller, context, role, AccessMode.Console);
        }

        if (!selection.Granted)
        {
            return Refusal.Of(selection.Refusal);
        }

        var granted = selection.Role;
        if (revocations.WhyRefused(caller, granted) is { } revoked)
        {
            return Refusal.Of(revoked);
        }

        if (ConsolePartition.Find(granted.Arn.Partition) is not { } partition)
        {
            return new Refusal(RefusalKind.InvalidRequest, $"The console of the partition '{granted.Arn.Partition}' is not known.");
        }

        if (!ConsoleDestination.TryResolve(partition, Region(granted, partition), destination, out var target))
        {
            return new Refusal(RefusalKind.InvalidRequest,
                $"destination must be a service such as s3, a path such as /s3/home, or a URL under https://{partition.ConsoleHost}/.");
        }

        var id = new CallerId(caller);
        AssumeResult assumed;
        using (Tracing.Start(Tracing.Assume))
        {
            assumed = await sessions.GetFreshAsync(new SessionId(id, granted.Session), cancellation);
        }

        if (!assumed.Assumed)
        {
            return Refusal.Of(assumed.Failure);
        }

        if (grants.WhyNoMore(caller, context, granted, AccessMode.Console) is { } gone)
        {
            return gone;
        }

        // A chained session may not choose the console's duration: AWS refuses the parameter.
        TimeSpan? duration = await baseCredentials.IsRoleAsync() ? null : granted.Session.Duration;

        // Gateway:Aws:EndpointUrl moves what the gateway sends to AWS, and a person's browser may not reach it; Gateway:Aws:Endpoints:signin says where the sign-in service is, for both.
        var forGateway = aws.Value.OverrideFor("signin") ?? partition.SignIn;
        var forBrowser = aws.Value.Endpoints.TryGetValue("signin", out var own) ? own : partition.SignIn;
        if (limits.Enter(id) is not { } budget)
        {
            return new Refusal(RefusalKind.TooManyRequests, AssumeLimits.Message);
        }

        string? token;
        try
        {
            token = await tokens.GetAsync(forGateway, assumed.Credentials, duration, cancellation);
        }
        finally
        {
            budget.Leave();
        }

        if (token is not null && grants.WhyNoMore(caller, context, granted, AccessMode.Console) is { } ended)
        {
            return ended;
        }

        return token is null
            ? new Refusal(RefusalKind.SignInUnavailable, "The AWS sign-in service cannot be reached or refuses the session; try again shortly.")
            : new ConsoleUrl(granted, assumed.Credentials.AccessKeyId, $"{forBrowser.ToString().TrimEnd('/')}/federation?Action=login&Issuer={Uri.EscapeDataString(home)}"
                + $"&Destination={Uri.EscapeDataString(target)}&SigninToken={Uri.EscapeDataString(token)}");
    }

    private string? Region(GrantedRole role, ConsolePartition partition)
    {
        var region = role.Grant.Permit.UsualRegion(aws.Value.Region);
        return partition.Owns(region) ? region : null;
    }
}
