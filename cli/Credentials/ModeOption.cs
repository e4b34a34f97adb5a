using Gateway.Cli.Terminal;

namespace Gateway.Cli.Credentials;

/// <summary><c>--mode forward|credentials</c>.</summary>
internal sealed class ModeOption : ChoiceOption<CredentialMode>
{
    public ModeOption()
        : base("--mode", ["-m"], "forward", "credentials")
    {
        Description = "forward: gateway credentials, no AWS key leaves the gateway (default); credentials: real AWS credentials, where the grant permits them.";
        DefaultValueFactory = _ => CredentialMode.Forward;
    }
}
