namespace Gateway.RealTests.Parts;

/// <summary>
/// What a started program finds in its environment: this process's own, without anything that points at an AWS account or configures
/// a gateway, so that a test proves what its own variables do and nothing else.
/// </summary>
internal static class ClientEnvironment
{
    private static readonly string[] Foreign = ["AWS_", "Gateway__", "ASPNETCORE_", "DOTNET_ENVIRONMENT", "KC_"];

    public static void Apply(IReadOnlyDictionary<string, string?> wanted, IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(IsForeign).ToList())
        {
            environment.Remove(name);
        }

        foreach (var (name, value) in wanted)
        {
            environment[name] = value;
        }
    }

    private static bool IsForeign(string name) => Foreign.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
