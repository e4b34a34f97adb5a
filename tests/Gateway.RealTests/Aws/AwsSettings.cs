using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Aws;

internal static class AwsSettings
{
    private static string PersonsPythonBase => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local");

    /// <summary>
    /// Makes sure that the person's own AWS files and an instance's role play no part, and that nothing is left with them: the AWS CLI keeps
    /// credentials under the home folder by role ARN, so that one test's would be used by the next. Python finds what the person installed.
    /// </summary>
    public static Dictionary<string, string?> With(IReadOnlyDictionary<string, string?> environment, Scratch scratch) => new(environment)
    {
        ["AWS_CONFIG_FILE"] = environment.GetValueOrDefault("AWS_CONFIG_FILE") ?? scratch.PathOf("no-config"),
        ["AWS_SHARED_CREDENTIALS_FILE"] = scratch.PathOf("no-credentials"),
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["HOME"] = scratch.Folder("home"),
        ["PYTHONUSERBASE"] = Environment.GetEnvironmentVariable("PYTHONUSERBASE") ?? PersonsPythonBase,
        ["PYTHONIOENCODING"] = "utf-8",
        ["LC_ALL"] = "C.UTF-8",
    };
}
