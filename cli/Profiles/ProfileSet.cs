using Gateway.Cli.Credentials;
using Gateway.Cli.Doors;
using Gateway.Cli.Running;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Profiles;

/// <summary>Makes a profile of each role.</summary>
internal sealed class ProfileSet(Target target, string program, string tokenFile)
{
    public required string Prefix { get; init; }

    public required string Region { get; init; }

    public required ProfileKind Kind { get; init; }

    /// <summary>The mode that profiles are for; null: forward where a role permits it, else credentials.</summary>
    public CredentialMode? Mode { get; init; }

    /// <summary>Makes profiles that <c>aws sso login</c> serves; null: those that stsgw's own login serves.</summary>
    public SsoProfiles? Sso { get; init; }

    public Result<IReadOnlyList<Profile>> Of(IReadOnlyList<RoleEntry> roles)
    {
        var profiles = new List<Profile>();
        foreach (var role in roles)
        {
            if (ModeFor(role) is { } mode)
            {
                profiles.Add(Sso is not null ? Sso.Of(ProfileName.Of(Prefix, role.Id), role, roles, mode)
                    : mode is CredentialMode.Forward ? Forward(role, roles) : Real(role));
            }
        }

        profiles.InsertRange(0, Sso?.SharedBy(profiles).ToList() ?? []);
        if (profiles.GroupBy(p => p.Heading, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            return new Failure(ExitCode.Failed, $"Two roles would both become the section {twice.Key}.", "Ask for the grants' ids to differ in more than punctuation.");
        }

        if (profiles.SelectMany(p => p.Settings).FirstOrDefault(s => s.Value.Any(char.IsControl)) is { Key: { } key })
        {
            return new Failure(ExitCode.Failed, $"A value for {key} holds a control character; it is not written.");
        }

        return profiles;
    }

    private CredentialMode? ModeFor(RoleEntry role)
    {
        var forward = role.Modes.Contains("forward", StringComparer.Ordinal);
        var credentials = role.Modes.Contains("credentials", StringComparer.Ordinal);
        return Mode switch
        {
            CredentialMode.Forward => forward ? CredentialMode.Forward : null,
            CredentialMode.Credentials => credentials ? CredentialMode.Credentials : null,
            _ => forward ? CredentialMode.Forward : credentials ? CredentialMode.Credentials : null,
        };
    }

    private Profile Forward(RoleEntry role, IReadOnlyList<RoleEntry> roles)
    {
        // The STS door knows a role by its ARN; where two grants share one, only stsgw can say which is meant.
        var kind = roles.Count(r => r.RoleArn == role.RoleArn) > 1 ? ProfileKind.Process : Kind;
        return new Profile(
            ProfileName.Of(Prefix, role.Id),
            [
                new("region", Region),
                new("endpoint_url", target.Endpoint),
                .. kind is ProfileKind.WebIdentity
                    ? (KeyValuePair<string, string>[])[new("role_arn", role.RoleArn), new("web_identity_token_file", tokenFile)]
                    : [new("credential_process", ProcessLine(role, CredentialMode.Forward))],
            ]);
    }

    private Profile Real(RoleEntry role) =>
        new(ProfileName.Of(Prefix, role.Id), [new("region", Region), new("credential_process", ProcessLine(role, CredentialMode.Credentials))]);

    private string ProcessLine(RoleEntry role, CredentialMode mode) =>
        string.Join(
            ' ',
            new[] { program, "credential-process", "--target", target.Name, "--role", role.Id, "--mode", mode is CredentialMode.Forward ? "forward" : "credentials" }
                .Select(Word));

    // botocore splits the line as shlex does, other SDKs give it to sh: both read single quotes alike. Windows has double quotes alone.
    private static string Word(string text)
    {
        if (text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '@' or '+' or '=' or ',' || (c == '\\' && OperatingSystem.IsWindows())))
        {
            return text;
        }

        return OperatingSystem.IsWindows() ? $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : PosixSyntax.Quote(text);
    }
}
