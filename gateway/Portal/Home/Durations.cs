namespace Gateway.Portal.Home;

/// <summary>Durations in words.</summary>
internal static class Durations
{
    public static string Words(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 120, Seconds: not 0 } => Count((int)duration.TotalSeconds, "second"),
        { TotalMinutes: < 60 } => Count((int)duration.TotalMinutes, "minute"),
        { Minutes: 0 } => Count((int)duration.TotalHours, "hour"),
        _ => $"{Count((int)duration.TotalHours, "hour")} {duration.Minutes} min",
    };

    private static string Count(int count, string unit) => count == 1 ? $"1 {unit}" : $"{count} {unit}s";
}
