using Gateway.Cli.Doors;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Login;

/// <summary>A gateway together with the login that is used there.</summary>
internal sealed class GatewaySession(CliContext context, Target target, GatewayConfiguration configuration)
{
    private readonly ITokenSource _tokens = TokenSources.Select(context, target);
    private readonly GatewayClient _client = new(context.Http);

    public Target Target => target;

    public GatewayConfiguration Configuration => configuration;

    public Task<Result<AccessToken>> TokenAsync(CancellationToken cancellation) => _tokens.GetAsync(rejected: null, cancellation);

    /// <summary>True where what is typed is for a command that is yet to be run, so that a fresh login must not read it.</summary>
    public bool LeavesInput { get; set; }

    /// <summary>
    /// Calls a door with an access token. A token that the gateway does not accept is replaced once; a challenge for a fresher or stronger
    /// login (RFC 9470) is put to the person once, where there is one.
    /// </summary>
    public async Task<Result<T>> CallAsync<T>(Func<GatewayClient, string, Task<Result<T>>> call, CancellationToken cancellation)
    {
        var answer = await CallOnceAsync(call, cancellation);
        if (answer is { Succeeded: false, Failure: { StepUp: { } challenge } asked } && CanAsk)
        {
            var login = await StepUpAsync(challenge, asked.Message, cancellation);
            if (!login.Succeeded)
            {
                return login.Failure;
            }

            answer = await call(_client, login.Value.AccessToken);
        }

        return answer.Succeeded ? answer : Advised(answer.Failure);
    }

    /// <summary>Puts a challenge to the person.</summary>
    /// <returns>The fresh session; the command to type where there is nobody to ask.</returns>
    public async Task<Result<StoredSession>> StepUpAsync(StepUpChallenge challenge, string why, CancellationToken cancellation)
    {
        if (!CanAsk)
        {
            return StepUpFailure(challenge, why);
        }

        await context.Error.WriteLineAsync($"{PlainText.Of(why)}\nA fresh login is asked for.");
        return await StepUpLogin.RunAsync(context, target, configuration, challenge, LeavesInput, cancellation);
    }

    /// <summary>What is said where a challenge is not met.</summary>
    public Failure StepUpFailure(StepUpChallenge challenge, string why) => Advised(new Failure(ExitCode.FreshLoginNeeded, why) { StepUp = challenge });

    /// <summary>A login on another device has no browser here; the answer of one elsewhere is typed, which a command that is yet to be run leaves no room for.</summary>
    private bool CanAsk => context.IsInteractive && _tokens is SessionTokenSource && !(LeavesInput && Method() is LoginMethod.Device);

    private async Task<Result<T>> CallOnceAsync<T>(Func<GatewayClient, string, Task<Result<T>>> call, CancellationToken cancellation)
    {
        var token = await TokenAsync(cancellation);
        if (!token.Succeeded)
        {
            return token.Failure;
        }

        var answer = await call(_client, token.Value.Value);
        if (answer is not { Succeeded: false, Failure.TokenRejected: true })
        {
            return answer;
        }

        var other = await _tokens.GetAsync(token.Value.Value, cancellation);
        if (!other.Succeeded)
        {
            // The gateway's own words say more than "log in again", unless the login has ended in between.
            return other.Failure.Code is ExitCode.LoginNeeded ? answer.Failure with { Advice = other.Failure.Advice } : other.Failure;
        }

        return await call(_client, other.Value.Value);
    }

    private Failure Advised(Failure failure) => failure switch
    {
        { StepUp: { } challenge } => failure with { Advice = $"A fresh login is asked for: {StepUpLogin.Line(target, Method(), challenge)}" },
        { TokenRejected: true, Advice: null } => failure with { Advice = $"Run `{target.LoginLineBy(Method())}`." },
        _ => failure,
    };

    private LoginMethod? Method() => _tokens is SessionTokenSource ? SessionStore.For(context, target).Read()?.Method : null;
}
