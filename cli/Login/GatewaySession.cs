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

    /// <summary>
    /// Calls a door with an access token. A token that the gateway does not accept is replaced once; a challenge for a fresher or stronger
    /// login (RFC 9470) is put to the person once, where there is one.
    /// </summary>
    public async Task<Result<T>> CallAsync<T>(Func<GatewayClient, string, Task<Result<T>>> call, CancellationToken cancellation)
    {
        var token = await TokenAsync(cancellation);
        if (!token.Succeeded)
        {
            return token.Failure;
        }

        var answer = await call(_client, token.Value.Value);
        if (answer is { Succeeded: false, Failure.TokenRejected: true })
        {
            var other = await _tokens.GetAsync(token.Value.Value, cancellation);
            if (!other.Succeeded)
            {
                // The gateway's own words say more than "log in again", unless the login has ended in between.
                return other.Failure.Code is ExitCode.LoginNeeded ? answer.Failure : other.Failure;
            }

            answer = await call(_client, other.Value.Value);
        }

        if (answer is not { Succeeded: false, Failure.StepUp: { } challenge } || !context.IsInteractive || _tokens is not SessionTokenSource)
        {
            return answer;
        }

        await context.Error.WriteLineAsync($"{PlainText.Of(answer.Failure.Message)}\nA fresh login is asked for.");
        var login = await StepUpLogin.RunAsync(context, target, configuration, challenge, cancellation);
        return login.Succeeded ? await call(_client, login.Value.AccessToken) : login.Failure;
    }
}
