using System.Runtime.CompilerServices;

namespace Gateway.Tests.Policies;

/// <summary>The example policies of the repository.</summary>
internal static class ExamplePolicies
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "../../../policies"));

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
