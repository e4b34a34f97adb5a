using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Aws;

/// <summary>The AWS SDK for .NET in a process of its own, driven by <c>tests/DotNetSdk</c>, which is built beside these tests.</summary>
internal static class DotNetClient
{
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace("Gateway.RealTests", "DotNetSdk", StringComparison.Ordinal), "DotNetSdk");

    public static Task<ClientResult> RunAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, Scratch scratch) =>
        ClientProcess.RunAsync(Program, arguments, AwsSettings.With(environment, scratch), scratch.Root);
}
