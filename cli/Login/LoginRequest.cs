using System.Globalization;

namespace Gateway.Cli.Login;

/// <summary>What a person, or a grant, asks of a login.</summary>
internal sealed record LoginRequest
{
    /// <summary>Authentication contexts to ask for, separated by spaces (OpenID Connect Core 3.1.2.1).</summary>
    public string? AcrValues { get; init; }

    /// <summary>How old the login may be, in seconds; 0 always asks for the password.</summary>
    public int? MaxAge { get; init; }

    /// <summary>True where a session that goes on is to become stronger or fresher; else one is begun.</summary>
    public bool IsStepUp { get; init; }

    /// <summary>True to print the address rather than open a browser.</summary>
    public bool NoBrowser { get; init; }

    /// <summary>The loopback port that the answer comes back to; 0: any free one.</summary>
    public int CallbackPort { get; init; }

    /// <summary>True where what is typed is for another program: no line is read, so no answer can be pasted.</summary>
    public bool LeavesInput { get; init; }

    /// <summary>How long the person may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The parameters that a login in a browser sends along.</summary>
    public IEnumerable<KeyValuePair<string, string>> Parameters
    {
        get
        {
            if (AcrValues is { } acr)
            {
                yield return new("acr_values", acr);
            }

            if (MaxAge is { } age)
            {
                yield return new("max_age", age.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
