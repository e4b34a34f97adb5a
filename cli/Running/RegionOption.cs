using System.CommandLine;
using System.Text.RegularExpressions;

namespace Gateway.Cli.Running;

/// <summary><c>--region REGION</c>.</summary>
internal sealed partial class RegionOption : Option<string?>
{
    public RegionOption()
        : base("--region")
    {
        Description = "The AWS region; default: the gateway's.";
        HelpName = "region";
        Validators.Add(r =>
        {
            if (r.GetValue(this) is { } region && !Pattern().IsMatch(region))
            {
                r.AddError($"'{region}' is not the name of a region.");
            }
        });
    }

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
