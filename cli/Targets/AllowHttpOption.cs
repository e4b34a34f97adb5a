using System.CommandLine;

namespace Gateway.Cli.Targets;

/// <summary><c>--allow-http</c>.</summary>
internal sealed class AllowHttpOption : Option<bool>
{
    public AllowHttpOption()
        : base("--allow-http") =>
        Description = "Allow plain http to a gateway on another machine; tokens can then be read on the way.";
}
