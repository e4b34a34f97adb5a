using System.Text.Json.Serialization;
using Gateway.Cli.Doors;
using Gateway.Cli.Tokens;

namespace Gateway.Cli.Targets;

/// <summary>One gateway that this person uses.</summary>
internal sealed record Target
{
    public required string Name { get; init; }

    /// <summary>The gateway's base address, without a slash at its end.</summary>
    public required Uri Url { get; init; }

    /// <summary>True where the person allowed plain http to something else than this machine.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Where the session is kept; chosen at login.</summary>
    public SessionStorage Storage { get; init; }

    /// <summary>What the gateway said of itself at the last login, so that other commands need not ask again.</summary>
    public GatewayConfiguration? Configuration { get; init; }

    /// <summary>A file that is given every fresh access token, for AWS profiles of the web identity kind; null where none is wanted.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The address that a door of the gateway has.</summary>
    public Uri Address(string door) => new(Url.AbsoluteUri.TrimEnd('/') + door);

    /// <summary>The gateway's base address as AWS SDKs are given it.</summary>
    [JsonIgnore]
    public string Endpoint => Url.AbsoluteUri.TrimEnd('/');
}
