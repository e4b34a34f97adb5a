using System.Globalization;
using System.Runtime.InteropServices;

namespace Gateway.Benchmarks.Load;

/// <summary>Prints what was measured as Markdown, to be pasted into docs/performance.md as it is.</summary>
internal sealed class Report(TextWriter output)
{
    private readonly List<(string Work, string Goal, string Measured, bool Met)> goals = [];

    public bool AllMet => goals.TrueForAll(goal => goal.Met);

    public void Machine(string generator, LoadOptions options) => output.WriteLine($"""
        {RuntimeInformation.OSDescription}, {ProcessorName()}, {Environment.ProcessorCount} cores, shared by load generator, proxy and upstream; {RuntimeInformation.FrameworkDescription}.
        Load by {generator}; medians of {options.Rounds} rounds of {options.Seconds} s, the programs in turn{(options.Quick ? "; QUICK: not to be quoted" : "")}. {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC.
        """);

    public void Heading(string title)
    {
        output.WriteLine($"\n### {title}\n");
        output.Flush();
    }

    /// <summary>A table of what was compared.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="by">What the column of ratios is called.</param>
    public void Table(ComparisonResult result, string by = "by bare YARP")
    {
        output.WriteLine($"| | requests/s | {by} | p50 ms | p99 ms | CPU µs/request | bytes allocated/request | peak MiB | failed |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var (name, median, ratio) in result.Rows)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {median.PerSecond:N0} | {ratio:F2} | {median.P50Milliseconds:F2} | {median.P99Milliseconds:F2} | {median.CpuMicroseconds:F1} | {median.Allocated:N0} | {median.PeakMemory / 1024 / 1024:F0} | {median.Failed:N0} |"));
        }

        output.Flush();
    }

    public void Line(string text) => output.WriteLine(text);

    /// <summary>One line of the last table: what was wanted and what was had.</summary>
    public void Goal(string work, string goal, string measured, bool met) => goals.Add((work, goal, measured, met));

    public void Goals()
    {
        Heading("Goals");
        output.WriteLine("| Work | Goal, same run | Measured | Met |");
        output.WriteLine("|---|---|---|---|");
        foreach (var (work, goal, measured, met) in goals)
        {
            output.WriteLine($"| {work} | {goal} | {measured} | {(met ? "yes" : "**no**")} |");
        }
    }

    private static string ProcessorName() =>
        File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]
            : RuntimeInformation.ProcessArchitecture.ToString();
}
