using System.Globalization;

namespace Gateway.Benchmarks.Load.Hosts;

/// <summary>Reads what Linux tells of a process and its children (proc(5)).</summary>
internal static class ProcessTree
{
    /// <summary>Ticks a second in /proc, on every Linux that .NET runs on.</summary>
    private const double Tick = 100;

    public static TimeSpan CpuTime(int id) => TimeSpan.FromSeconds(Of(id).Sum(CpuTicks) / Tick);

    public static long PeakMemory(int id) => Of(id).Sum(each => Status(each, "VmHWM:"));

    public static long Memory(int id) => Of(id).Sum(each => Status(each, "VmRSS:"));

    public static void ForgetPeakMemory(int id)
    {
        foreach (var each in Of(id))
        {
            File.WriteAllText($"/proc/{each}/clear_refs", "5");
        }
    }

    private static IEnumerable<int> Of(int id)
    {
        yield return id;
        foreach (var task in Directory.EnumerateDirectories($"/proc/{id}/task"))
        {
            foreach (var child in File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                yield return int.Parse(child, CultureInfo.InvariantCulture);
            }
        }
    }

    private static long CpuTicks(int id)
    {
        // The name in brackets may hold anything; behind it the twelfth and thirteenth fields are user and system time.
        var stat = File.ReadAllText($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
    }

    private static long Status(int id, string name)
    {
        var line = File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan(name.Length).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture);
    }
}
