using Gateway.Sandbox.Aws;

namespace Gateway.RealTests.Aws;

internal static class IssuedKeys
{
    /// <summary>The secrets of all keys that the stand-in's STS has handed out, and its tokens.</summary>
    public static IEnumerable<string?> Secrets(this CredentialStore credentials) => credentials.All.SelectMany(key => new[] { key.SecretAccessKey, key.SessionToken });
}
