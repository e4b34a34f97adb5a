using Gateway.Cli.Tests.Standins;

namespace Gateway.Cli.Tests.Profiles;

/// <summary>The files that <c>configure</c> writes in a world.</summary>
internal static class AwsFiles
{
    public const string Existing = "# mine\n[default]\nregion = us-west-2\n\n[profile work]\nsso_session = x\ns3 =\n    max_concurrent_requests = 20\n";

    public static string ConfigPath(World world) => Path.Combine(world.Home, ".aws", "config");

    public static string TokenFile(World world) => Path.Combine(world.ConfigDirectory, "tokens", "127.0.0.1.jwt");

    public static string Config(World world) => File.ReadAllText(ConfigPath(world));

    public static void Write(World world, string content)
    {
        Directory.CreateDirectory(Path.Combine(world.Home, ".aws"));
        File.WriteAllText(ConfigPath(world), content);
    }
}
