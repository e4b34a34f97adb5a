using Gateway.Issuing;
using Gateway.Policies;

namespace Gateway.Portal.Credentials;

/// <summary>Writes issued credentials in every form that the dialog offers.</summary>
/// <param name="issued">The credentials.</param>
/// <param name="mode">Whose they are: the gateway's own or AWS's.</param>
/// <param name="endpoint">The gateway's URL.</param>
/// <param name="region">The region to set.</param>
/// <param name="isNamedByArn">Whether the role's ARN alone, without keys, stands for this role and permits it through the gateway.</param>
internal sealed class CredentialsTabs(IssuedCredentials issued, AccessMode mode, string endpoint, string region, bool isNamedByArn)
{
    private const string ConfigFile = "Add it to ~/.aws/config (on Windows %UserProfile%\\.aws\\config), then name the profile: aws --profile ";

    private bool IsForward => mode == AccessMode.Forward;

    private string Profile => string.Concat(issued.Role.Id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));

    public IReadOnlyList<CredentialsTab> All()
    {
        var tabs = ShellDialect.All.Select(Environment).ToList();
        tabs.Add(new CredentialsTab("profile", "Profile", ConfigFile + Profile, ProfileText()));
        tabs.Add(new CredentialsTab("process", "credential_process", $"No keys in a file: stsgw fetches them when they are needed. Log in once before: stsgw login {endpoint}. {ConfigFile}{Profile}", ProcessText()));
        if (isNamedByArn)
        {
            tabs.Add(new CredentialsTab("gateway", "Through the gateway",
                $"No keys at all: the SDK shows your sign-in to the gateway. stsgw writes it into a file. Log in once before: stsgw login {endpoint}. To keep the file fresh, run in another window: stsgw token --watch --target {endpoint} --file \"$HOME/.aws/gateway-token\"", GatewayText()));
        }

        return tabs;
    }

    private CredentialsTab Environment(ShellDialect shell)
    {
        List<string?> lines =
        [
            shell.Set("AWS_ACCESS_KEY_ID", issued.AccessKeyId),
            shell.Set("AWS_SECRET_ACCESS_KEY", issued.SecretAccessKey),
            shell.Set("AWS_SESSION_TOKEN", issued.SessionToken),
            shell.Set("AWS_REGION", region),
            shell.Set("AWS_DEFAULT_REGION", region),
            // AWS's own keys must not go to a gateway that an earlier paste may have set.
            IsForward ? shell.Set("AWS_ENDPOINT_URL", endpoint) : shell.Drop("AWS_ENDPOINT_URL"),
        ];
        return new CredentialsTab(shell.Id, shell.Name, $"Paste it into {shell.Name.Replace(", ", " or ", StringComparison.Ordinal)}; it holds for that window.",
            lines.Contains(null) ? $"A value cannot be written safely for {shell.Name}; use another form." : string.Join('\n', lines));
    }

    private string ProfileText() => Lines(
    [
        $"[profile {Profile}]",
        $"aws_access_key_id = {issued.AccessKeyId}",
        $"aws_secret_access_key = {issued.SecretAccessKey}",
        $"aws_session_token = {issued.SessionToken}",
        .. Place(),
    ]);

    private string ProcessText() => Lines(
    [
        $"[profile {Profile}]",
        $"credential_process = stsgw credential-process --target {endpoint} --role {issued.Role.Id} --mode {mode.Name()}",
        .. Place(),
    ]);

    private string GatewayText() => Lines(
    [
        .. new (string Name, string Value)[]
        {
            ("AWS_ENDPOINT_URL", endpoint), ("AWS_ENDPOINT_URL_STS", endpoint), ("AWS_REGION", region), ("AWS_DEFAULT_REGION", region), ("AWS_ROLE_ARN", issued.Role.Arn.ToString()),
        }.Select(variable => ShellDialect.Posix.Set(variable.Name, variable.Value) ?? $"# {variable.Name} cannot be written safely"),
        "export AWS_WEB_IDENTITY_TOKEN_FILE=\"$HOME/.aws/gateway-token\"",
        "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_PROFILE",
        "stsgw token --target \"$AWS_ENDPOINT_URL\" --file \"$AWS_WEB_IDENTITY_TOKEN_FILE\"",
    ]);

    private IEnumerable<string> Place() => IsForward ? [$"region = {region}", $"endpoint_url = {endpoint}"] : [$"region = {region}"];

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
