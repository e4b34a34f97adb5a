using System.Globalization;

namespace Gateway.Benchmarks.Load;

/// <summary>What <c>load</c> is told on the command line.</summary>
internal sealed record LoadOptions
{
    public const string Usage = """
        load [--quick] [--seconds N] [--rounds N] [--only NAME,NAME] [--gateway NAME=VALUE]... [--other FILE] [--list]

        Starts an upstream, a bare YARP, nginx where it is installed, and the gateway, each in a process of its own, drives them in turn with the same
        load, and prints medians of all rounds as Markdown.

          --quick         short rounds, few of them, and small bodies: to see that all runs, not to quote
          --seconds N     seconds of one round of one program; default 8
          --rounds N      rounds; default 5
          --only NAMES    these scenarios alone, of those that --list names
          --gateway N=V   an environment variable of the gateway alone, to try a setting (DOTNET_GCgen0size=0x1000000)
          --other FILE    Gateway.Benchmarks.dll of another build, whose gateway small calls drive too: to see what a change earned
        """;

    /// <summary>Seconds that one program is driven in one round.</summary>
    public int Seconds { get; init; } = 8;

    /// <summary>Rounds: in each, every program has its turn.</summary>
    public int Rounds { get; init; } = 5;

    public bool Quick { get; init; }

    /// <summary>
    /// How long a program is driven before it is measured: until its code is compiled for good. The gateway's compiler still took a tenth of its time after 12
    /// seconds of load on two cores, and no time worth speaking of after 30.
    /// </summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Quick ? 4 : 30);

    public bool List { get; init; }

    /// <summary>Names of scenarios to run; empty: all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Environment variables that the gateway gets, and no other program.</summary>
    public IReadOnlyDictionary<string, string> Gateway { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>This program in another build, whose gateway is measured beside this one's; null: none is.</summary>
    public string? Other { get; init; }

    public static LoadOptions? TryParse(ReadOnlySpan<string> args)
    {
        var options = args.Contains("--quick") ? new LoadOptions { Quick = true, Seconds = 2, Rounds = 2 } : new LoadOptions();
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--quick":
                    break;
                case "--list":
                    options = options with { List = true };
                    break;
                case "--seconds" when TryReadCount(args, ++i, out var seconds):
                    options = options with { Seconds = seconds };
                    break;
                case "--rounds" when TryReadCount(args, ++i, out var rounds):
                    options = options with { Rounds = rounds };
                    break;
                case "--only" when ++i < args.Length:
                    options = options with { Only = args[i].Split(',') };
                    break;
                case "--other" when ++i < args.Length:
                    options = options with { Other = Path.GetFullPath(args[i]) };
                    break;
                case "--gateway" when ++i < args.Length && args[i].Split('=', 2) is [var name, var value]:
                    options = options with { Gateway = new Dictionary<string, string>(options.Gateway, StringComparer.Ordinal) { [name] = value } };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    private static bool TryReadCount(ReadOnlySpan<string> args, int at, out int count)
    {
        count = 0;
        return at < args.Length && int.TryParse(args[at], NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0;
    }
}
