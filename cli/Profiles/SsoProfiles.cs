using Gateway.Cli.Credentials;
using Gateway.Cli.Doors;
using Gateway.Cli.Targets;

namespace Gateway.Cli.Profiles;

/// <summary>
/// Sections for <c>aws sso login</c>: an <c>sso-session</c>, a <c>services</c> section for each mode that says where the gateway answers for SSO, and
/// a profile a role. https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html, …/feature-ss-endpoints.html
/// </summary>
internal sealed class SsoProfiles(Target target, GatewayDoors doors, string region)
{
    // A label that clients send along; nobody goes there. AWS CLI 2.36 takes none but AWS's own domains, and an instance of AWS's is never called so.
    private string StartUrl => "https://identitycenter.amazonaws.com/" + ProfileName.Of("", target.Name);

    private string RealServices => target.Name + "-credentials";

    /// <summary>The profile of one role.</summary>
    public Profile Of(string name, RoleEntry role, IReadOnlyList<RoleEntry> roles, CredentialMode mode) => new(
        name,
        [
            new("sso_session", target.Name),
            new("sso_account_id", role.AccountId ?? AccountOf(role)),
            new("sso_role_name", RoleName(role, roles)),
            new("region", region),
            new("services", mode is CredentialMode.Forward ? target.Name : RealServices),
            .. mode is CredentialMode.Forward ? (KeyValuePair<string, string>[])[new("endpoint_url", target.Endpoint)] : [],
        ]);

    /// <summary>The sections that these profiles name.</summary>
    public IEnumerable<Profile> SharedBy(IReadOnlyList<Profile> profiles)
    {
        if (profiles.Count == 0)
        {
            yield break;
        }

        yield return new Profile(
            target.Name,
            [new("sso_start_url", StartUrl), new("sso_region", region), new("sso_registration_scopes", "sso:account:access")])
        {
            Type = "sso-session",
        };
        var named = profiles.SelectMany(profile => profile.Settings).Where(setting => setting.Key == "services").Select(setting => setting.Value).ToHashSet(StringComparer.Ordinal);
        if (named.Contains(target.Name))
        {
            yield return Services(target.Name, doors.Sso, CommonServices.Keys);
        }

        if (named.Contains(RealServices))
        {
            yield return Services(RealServices, doors.SsoReal, throughGateway: []);
        }
    }

    private Profile Services(string name, string door, IEnumerable<string> throughGateway) => new(
        name,
        [
            .. Service("sso", target.Address(door).AbsoluteUri),
            .. Service("sso_oidc", target.Address(doors.SsoOidc).AbsoluteUri),
            .. throughGateway.SelectMany(key => Service(key, target.Endpoint)),
        ])
    {
        Type = "services",
    };

    private static KeyValuePair<string, string>[] Service(string key, string endpoint) => [new(key, ""), new("  endpoint_url", endpoint)];

    // As AWS has it, by the role's name; by the gateway's own id where the name alone would not say which role is meant.
    private static string RoleName(RoleEntry role, IReadOnlyList<RoleEntry> roles)
    {
        var name = NameOf(role);
        return roles.Count(other => AccountOf(other) == AccountOf(role) && (NameOf(other) == name || other.Id == name)) == 1 || name == role.Id ? name : role.Id;
    }

    private static string NameOf(RoleEntry role) => role.RoleArn[(role.RoleArn.LastIndexOfAny(['/', ':']) + 1)..];

    private static string AccountOf(RoleEntry role) => role.RoleArn.Split(':') is [_, _, _, _, var account, ..] ? account : "";
}
