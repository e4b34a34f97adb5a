using Gateway.Cli.Credentials;
using Gateway.Cli.Doors;
using Gateway.Cli.Login;

namespace Gateway.Cli.Running;

/// <summary>The environment that a command is run with.</summary>
/// <param name="Session">The gateway.</param>
/// <param name="Role">The role.</param>
/// <param name="Mode">Gateway credentials or real ones.</param>
/// <param name="Provider">By which of the SDKs' providers.</param>
/// <param name="Region">The region.</param>
/// <param name="TokenFile">The file that is kept fresh.</param>
/// <param name="EmptyFile">A file with nothing in it.</param>
internal sealed record ChildEnvironment(
    GatewaySession Session, RoleEntry Role, CredentialMode Mode, Provider Provider, string Region, string TokenFile, string EmptyFile)
{
    /// <summary>This process's environment, with all that names credentials replaced.</summary>
    public Dictionary<string, string> From(IReadOnlyDictionary<string, string> present)
    {
        var result = new Dictionary<string, string>(present, AwsEnvironment.Names);
        // A workload's own secret is for this program; the command has no use for it.
        foreach (var name in AwsEnvironment.ToDrop(present.Keys).Append("STSGW_CLIENT_SECRET"))
        {
            result.Remove(name);
        }

        foreach (var (name, value) in AwsEnvironment.Region(Region).Concat(Provider is Provider.WebIdentity ? WebIdentity() : Container()))
        {
            result[name] = value;
        }

        if (Mode is CredentialMode.Forward)
        {
            result["AWS_ENDPOINT_URL"] = Session.Target.Endpoint;
        }

        // A profile of the person's own would go before what is set here: in every SDK before the container, in some before web identity.
        result["AWS_CONFIG_FILE"] = EmptyFile;
        result["AWS_SHARED_CREDENTIALS_FILE"] = EmptyFile;
        // An SDK that finds nothing else must not take the machine's own role instead.
        result["AWS_EC2_METADATA_DISABLED"] = "true";
        result["STSGW_ROLE"] = Role.Id;
        return result;
    }

    private IEnumerable<KeyValuePair<string, string>> WebIdentity() =>
    [
        new("AWS_ROLE_ARN", Role.RoleArn),
        new("AWS_WEB_IDENTITY_TOKEN_FILE", TokenFile),
        // The SDK for Go sends the STS call to AWS itself without this one.
        new("AWS_ENDPOINT_URL_STS", Session.Target.Endpoint),
    ];

    private IEnumerable<KeyValuePair<string, string>> Container()
    {
        var door = Session.Configuration.Doors.Container + new CredentialsRequest(Role.Id, Mode, null).Query;
        return
        [
            new("AWS_CONTAINER_CREDENTIALS_FULL_URI", Session.Target.Address(door).AbsoluteUri),
            new("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", TokenFile),
        ];
    }
}
