using System.Text;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Tokens;

/// <summary>
/// The file that <c>web_identity_token_file</c> of AWS profiles names. The bare token, without a newline at its end: SDKs send it as it stands.
/// </summary>
internal static class TokenFile
{
    public static string DefaultPath(CliContext context, Target target) => Path.Combine(context.ConfigDirectory, "tokens", $"{target.Name}.jwt");

    /// <summary>Writes a fresh token where the target has such a file. The command that renewed the token does not depend on it.</summary>
    public static void Update(CliContext context, Target target, string token)
    {
        if (target.TokenFile is { } path)
        {
            BestEffort.Try(context, $"The fresh token cannot be written to {path}", () => Write(path, token));
        }
    }

    /// <summary>Removes the file of a target that is logged out or forgotten.</summary>
    public static void Delete(CliContext context, Target target)
    {
        foreach (var path in new[] { target.TokenFile, DefaultPath(context, target) }.OfType<string>().Where(File.Exists))
        {
            File.Delete(path);
        }
    }

    public static void Write(string path, string token) => PrivateFile.Write(path, Encoding.ASCII.GetBytes(token));
}
