using Gateway.Sandbox.Aws;

namespace Gateway.Sandbox.Story;

/// <summary>
/// What the AWS SDK finds in this process's environment: the stand-in's base credentials, which are the gateway's own, and nothing of the
/// person who runs it. No profile, no instance metadata.
/// </summary>
internal static class ProcessEnvironment
{
    // Of AWS, of a gateway that the person runs, and of ASP.NET Core: a listener by Kestrel__Endpoints would win over the sandbox's own.
    private static readonly string[] Foreign = ["AWS_", "Gateway__", "Kestrel__", "ASPNETCORE_"];

    public static void Isolate()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().ToArray())
        {
            if (Foreign.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }

        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", AwsStandIn.BaseAccessKeyId);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", AwsStandIn.BaseSecretAccessKey);
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");

        // Files that do not exist: the SDK would else read the profiles in the home folder.
        var nowhere = Path.Combine(AppContext.BaseDirectory, "no-aws-profile");
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", nowhere);
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", nowhere);
    }
}
