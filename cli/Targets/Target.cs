using System.Security.Cryptography;
using System.Text;
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

    /// <summary>Whether it stands in <c>targets.json</c>.</summary>
    [JsonIgnore]
    public bool IsSaved => TargetName.TryParse(Name, out _);

    /// <summary>The line by which a person logs in there.</summary>
    [JsonIgnore]
    public string LoginLine => IsSaved ? $"stsgw login --target {Name}" : $"stsgw login {Endpoint}";

    /// <summary>The line by which a person logs in there again, in the way of the session before.</summary>
    public string LoginLineBy(LoginMethod? method) => method is LoginMethod.Device ? $"{LoginLine} --device" : LoginLine;

    /// <summary>A gateway that is named by its address alone. What is kept for it is found by the whole address, so that no other gateway is given its tokens.</summary>
    public static Target Unsaved(Uri url, bool allowHttp) => new()
    {
        Name = $"{TargetName.For(url)}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url.AbsoluteUri)))[..16]}",
        Url = url,
        AllowHttp = allowHttp,
    };

    /// <summary>The address that a door of the gateway has.</summary>
    public Uri Address(string door) => new(Url.AbsoluteUri.TrimEnd('/') + door);

    /// <summary>The gateway's base address as AWS SDKs are given it.</summary>
    [JsonIgnore]
    public string Endpoint => Url.AbsoluteUri.TrimEnd('/');
}
