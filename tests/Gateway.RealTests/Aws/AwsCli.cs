using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Aws;

/// <summary>The AWS CLI as a person finds it on this machine.</summary>
internal static class AwsCli
{
    public static string? Find() => Tool.OnPath("aws");

    public static Task<ClientResult> RunAsync(IReadOnlyDictionary<string, string?> environment, Scratch scratch, params string[] arguments)
    {
        var aws = Tool.Require("aws", "AWS CLI", "pip install awscli.");
        return ClientProcess.RunAsync(aws, arguments, AwsSettings.With(environment, scratch), scratch.Root);
    }
}
