using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Aws;

/// <summary>The AWS SDK for JavaScript, driven by a script of the folder Clients; <c>.ci/run</c> installs it and sets the variable.</summary>
internal static class JavaScriptClient
{
    public static string? Find() =>
        Environment.GetEnvironmentVariable("AWS_SDK_JS") is { Length: > 0 } modules && Directory.Exists(Path.Combine(modules, "@aws-sdk")) ? modules : null;

    public static Task<ClientResult> RunAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment, Scratch scratch)
    {
        var modules = Find();
        if (modules is null)
        {
            AbsentPart.Report("AWS SDK for JavaScript", "Install it by npm as .ci/run does, and set AWS_SDK_JS to its node_modules.");
        }

        var node = Tool.Require("node", "Node.js", "Install Debian's nodejs.");
        var settings = AwsSettings.With(new Dictionary<string, string?>(environment) { ["NODE_PATH"] = modules }, scratch);
        return ClientProcess.RunAsync(node, [PythonClient.ScriptPath("aws_sdk.js"), .. arguments], settings, scratch.Root);
    }
}
