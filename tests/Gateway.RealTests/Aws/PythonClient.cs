using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Aws;

/// <summary>boto3, driven by the scripts of the folder Clients.</summary>
internal static class PythonClient
{
    private const string Remedy = "Install python3 with boto3.";

    /// <summary>Scripts of many operations on a machine that does other things too.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static string? Find() => Tool.OnPath("python3");

    public static string ScriptPath(string script) => Repository.PathOf("tests", "Gateway.RealTests", "Clients", script);

    public static string Require() => Tool.Require("python3", "boto3", Remedy);

    public static Task<ClientResult> RunAsync(
        string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, Scratch scratch) =>
        ClientProcess.RunAsync(Require(), [ScriptPath(script), .. arguments], AwsSettings.With(environment, scratch), scratch.Root, Patience);
}
