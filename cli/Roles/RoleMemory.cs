using System.Text;
using Gateway.Cli.Targets;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Roles;

/// <summary>The ids that the gateway listed last, for the shell's completion: pressing TAB waits for no network.</summary>
internal sealed class RoleMemory(CliContext context)
{
    public void Remember(Target target, IEnumerable<string> ids)
    {
        try
        {
            PrivateFile.Write(PathOf(target), Encoding.UTF8.GetBytes(string.Join('\n', ids.Where(id => !id.Any(char.IsControl)))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A home directory that cannot be written to costs the completion and nothing else.
        }
    }

    public IEnumerable<string> Recall(string? named)
    {
        var target = TargetSelection.Select(context, new TargetFile(context), named);
        return target.Succeeded && File.Exists(PathOf(target.Value)) ? Encoding.UTF8.GetString(PrivateFile.Read(PathOf(target.Value))).Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
    }

    public void Forget(Target target)
    {
        if (File.Exists(PathOf(target)))
        {
            File.Delete(PathOf(target));
        }
    }

    private string PathOf(Target target) => Path.Combine(context.ConfigDirectory, "roles", target.Name);
}
