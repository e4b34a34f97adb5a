using System.CommandLine;
using Gateway.Cli.Login;
using Gateway.Cli.Roles;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Profiles;

/// <summary><c>stsgw configure</c>: one AWS profile a role.</summary>
internal static class ConfigureCommand
{
    public static Command Create(CliContext context, TargetFile targets, GatewaySessions sessions, TargetOption target)
    {
        var options = new ConfigureOptions();
        var command = options.Command("configure", "Write one AWS profile for each role into the AWS configuration file.");
        command.SetHandler(context, sessions, target, (parse, session, cancellation) => RunAsync(context, targets, options.Read(parse), session, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        CliContext context, TargetFile targets, ConfigureRequest request, GatewaySession session, CancellationToken cancellation)
    {
        var target = Named(session.Target, targets);
        if (!target.Succeeded)
        {
            return context.Fail(target.Failure);
        }

        var tokenFile = new ProfileTokenFile(context, targets, target.Value);
        var profiles = await ProfilesAsync(context, request, session, target.Value, tokenFile.Path, cancellation);
        if (!profiles.Succeeded)
        {
            return context.Fail(profiles.Failure);
        }

        var change = new ProfileChange(context, new AwsConfigFile(context, request.AwsFile), target.Value, profiles.Value);
        if (request.DryRun)
        {
            return await change.ShowAsync() is { } problem ? context.Fail(problem) : (int)ExitCode.Done;
        }

        var refused = await change.WriteAsync(cancellation) ?? await tokenFile.KeepAsync(session, profiles.Value, cancellation);
        if (refused is not null)
        {
            return context.Fail(refused);
        }

        await change.TellAsync(ProfileTokenFile.IsWantedBy(profiles.Value) ? tokenFile.Path : null);
        return (int)ExitCode.Done;
    }

    /// <summary>The target; one that is not saved yet gets the name that it will be saved by, since profiles name it.</summary>
    private static Result<Target> Named(Target target, TargetFile targets)
    {
        if (target.IsSaved)
        {
            return target;
        }

        var read = targets.Read();
        return read.Succeeded ? target with { Name = read.Value.FreeName(TargetName.For(target.Url)) } : read.Failure;
    }

    private static async Task<Result<IReadOnlyList<Profile>>> ProfilesAsync(
        CliContext context, ConfigureRequest request, GatewaySession session, Target target, string tokenFile, CancellationToken cancellation)
    {
        if (request.Remove)
        {
            return Array.Empty<Profile>();
        }

        // A role that wants another login just now is still one of the person's: its profile stays, and asks when it is used.
        var roles = await RoleList.FetchAsync(context, session, cancellation);
        if (!roles.Succeeded)
        {
            return roles.Failure;
        }

        var region = request.Region ?? session.Configuration.Region;
        var set = new ProfileSet(target, context.ProgramPath, tokenFile)
        {
            Prefix = request.Prefix ?? $"{target.Name}-",
            Region = region,
            Sso = request.Sso ? new SsoProfiles(target, session.Configuration.Doors, region) : null,
            Kind = request.Kind,
            Mode = request.Mode,
        };
        return set.Of(roles.Value);
    }
}
