using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Tokens;

/// <summary>Which source a command uses: what the environment names goes before the stored login.</summary>
internal static class TokenSources
{
    public static ITokenSource Select(CliContext context, Target target) =>
        (context.Variable("STSGW_TOKEN_FILE"), context.Variable("STSGW_CLIENT_ID"), context.Variable("STSGW_CLIENT_SECRET")) switch
        {
            ({ } file, _, _) => new TokenFileSource(file),
            (_, { } id, { } secret) => new ClientCredentialsSource(context, target, id, secret),
            _ => new SessionTokenSource(context, target),
        };
}
