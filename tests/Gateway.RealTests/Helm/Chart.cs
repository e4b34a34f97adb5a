using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Helm;

/// <summary>The chart that ships, and the value sets beside it.</summary>
internal static class Chart
{
    public static string Folder { get; } = Repository.PathOf("deploy", "helm", "gateway");

    /// <summary>The names of the value sets: <c>minimal</c> for <c>ci/minimal-values.yaml</c>.</summary>
    public static IEnumerable<string> ValueSets() =>
        Directory.GetFiles(Path.Combine(Folder, "ci"), "*-values.yaml")
            .Select(file => Path.GetFileName(file).Replace("-values.yaml", "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    public static string ValuesOf(string set) => Path.Combine(Folder, "ci", $"{set}-values.yaml");
}
