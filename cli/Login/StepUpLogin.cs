using Gateway.Cli.Doors;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Login;

/// <summary>
/// A login beyond the present one. It is asked for in a browser even where the present one was done on another device: the device grant has no
/// parameters for a level or an age, and Keycloak drops them there. The page may then be open on another machine, whose answer can be pasted.
/// </summary>
internal static class StepUpLogin
{
    public static Task<Result<StoredSession>> RunAsync(
        CliContext context, Target target, GatewayConfiguration configuration, StepUpChallenge challenge, bool leavesInput, CancellationToken cancellation)
    {
        var method = SessionStore.For(context, target).Read()?.Method ?? LoginMethod.Browser;
        var request = new LoginRequest
        {
            AcrValues = challenge.AcrValues,
            MaxAge = challenge.MaxAge,
            NoBrowser = method is LoginMethod.Device,
            IsStepUp = true,
            LeavesInput = leavesInput,
        };
        return InteractiveLogin.RunAsync(context, target, configuration, method, request, cancellation);
    }

    /// <summary>The command that a person without this terminal would type.</summary>
    public static string Line(Target target, LoginMethod? method, StepUpChallenge challenge) =>
        string.Join(' ', challenge.Options.Prepend(method is LoginMethod.Device ? $"{target.LoginLine} --no-browser" : target.LoginLine));
}
