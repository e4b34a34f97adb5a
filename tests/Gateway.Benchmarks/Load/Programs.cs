namespace Gateway.Benchmarks.Load;

/// <summary>Finds programs of the system.</summary>
internal static class Programs
{
    /// <summary>The path of a program; null where it is not installed.</summary>
    public static string? Find(string name) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':').Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
