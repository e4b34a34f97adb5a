using Gateway.Cli.Terminal;

namespace Gateway.Cli.Tokens;

/// <summary>Where access tokens come from.</summary>
internal interface ITokenSource
{
    /// <summary>Gives a token that will last through one call at least.</summary>
    /// <param name="rejected">A token that the gateway did not accept, so that the same one is not given again; else null.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<Result<AccessToken>> GetAsync(string? rejected, CancellationToken cancellation);
}
