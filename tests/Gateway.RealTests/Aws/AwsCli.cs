using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Aws;

/// <summary>The AWS CLI as a person finds it on this machine.</summary>
internal static class AwsCli
{
    public static string? Find() => Tool.OnPath("aws");

    /// <summary>The first CLI of a generation (<c>aws-cli/1</c>, <c>aws-cli/2</c>) that is on the PATH; null: there is none.</summary>
    public static async Task<string?> FindAsync(string generation)
    {
        foreach (var path in Tool.AllOnPath("aws"))
        {
            var version = await ClientProcess.RunAsync(path, ["--version"], new Dictionary<string, string?>(), Repository.Root);
            if (version.Output.StartsWith(generation, StringComparison.Ordinal))
            {
                return path;
            }
        }

        return null;
    }

    public static Task<ClientResult> RunAsync(IReadOnlyDictionary<string, string?> environment, Scratch scratch, params string[] arguments)
    {
        var aws = Tool.Require("aws", "AWS CLI", "pip install awscli.");
        return ClientProcess.RunAsync(aws, arguments, AwsSettings.With(environment, scratch), scratch.Root);
    }
}
