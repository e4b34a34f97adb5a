using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Aws;

internal static class AwsSettings
{
    /// <summary>Makes sure that the person's own AWS files and an instance's role play no part.</summary>
    public static Dictionary<string, string?> With(IReadOnlyDictionary<string, string?> environment, Scratch scratch) => new(environment)
    {
        ["AWS_CONFIG_FILE"] = environment.GetValueOrDefault("AWS_CONFIG_FILE") ?? scratch.PathOf("no-config"),
        ["AWS_SHARED_CREDENTIALS_FILE"] = scratch.PathOf("no-credentials"),
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["PYTHONIOENCODING"] = "utf-8",
        ["LC_ALL"] = "C.UTF-8",
    };
}
