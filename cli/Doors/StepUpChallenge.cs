using System.Globalization;

namespace Gateway.Cli.Doors;

/// <summary>The login that a grant asks for beyond the present one (RFC 9470).</summary>
/// <param name="AcrValues">Authentication contexts of which one will do, separated by spaces; null where the level suffices.</param>
/// <param name="MaxAge">How old the login may be, in seconds; null where its age is no matter.</param>
internal sealed record StepUpChallenge(string? AcrValues, int? MaxAge)
{
    /// <summary>The command that a person without this terminal would type.</summary>
    public string Command => string.Join(
        ' ',
        new[] { "stsgw login", AcrValues is null ? null : $"--acr-values \"{AcrValues}\"", MaxAge is null ? null : $"--max-age {MaxAge.Value.ToString(CultureInfo.InvariantCulture)}" }
            .Where(part => part is not null));
}
