using System.CommandLine;

namespace Gateway.Cli.Credentials;

/// <summary><c>--mode forward|credentials</c>.</summary>
internal sealed class ModeOption : Option<CredentialMode>
{
    public ModeOption()
        : base("--mode", "-m")
    {
        Description = "forward: gateway credentials, no AWS key leaves the gateway (default); credentials: real AWS credentials, where the grant permits them.";
        HelpName = "forward|credentials";
        DefaultValueFactory = _ => CredentialMode.Forward;
    }
}
