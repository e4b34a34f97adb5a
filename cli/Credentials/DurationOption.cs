using Gateway.Cli.Terminal;

namespace Gateway.Cli.Credentials;

/// <summary><c>--duration SECONDS</c>, within AssumeRole's bounds: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html.</summary>
internal sealed class DurationOption : NumberOption
{
    public DurationOption()
        : base("--duration", 900, 43_200)
    {
        Description = "How long the credentials are to last, 900 to 43200 seconds; default and most: what the grant says.";
        HelpName = "seconds";
    }
}
