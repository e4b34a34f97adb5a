using System.CommandLine;

namespace Gateway.Cli.Credentials;

/// <summary><c>--duration SECONDS</c>.</summary>
internal sealed class DurationOption : Option<int?>
{
    // The bounds of AssumeRole: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    private const int Shortest = 900;
    private const int Longest = 43_200;

    public DurationOption()
        : base("--duration")
    {
        Description = "How long the credentials are to last, 900 to 43200 seconds; default and most: what the grant says.";
        HelpName = "seconds";
        Validators.Add(r =>
        {
            if (r.GetValue(this) is < Shortest or > Longest)
            {
                r.AddError($"--duration is a number of seconds from {Shortest} to {Longest}.");
            }
        });
    }
}
