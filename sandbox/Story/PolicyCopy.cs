using Gateway.Policies;

namespace Gateway.Sandbox.Story;

/// <summary>A copy of the example policy in a temporary folder, to be edited while the gateway watches it.</summary>
internal sealed class PolicyCopy : IDisposable
{
    /// <summary>The gateway looks at the file every two seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gateway-sandbox-");
    private readonly string original;

    private PolicyCopy(string original)
    {
        this.original = original;
        File.WriteAllText(Path, original);
    }

    public string Path => System.IO.Path.Combine(folder.FullName, "policy.yaml");

    /// <summary>Where a token may be kept for the AWS CLI.</summary>
    public string TokenFile => System.IO.Path.Combine(folder.FullName, "token");

    public static PolicyCopy Create() =>
        new(File.ReadAllText(System.IO.Path.Combine(AppContext.BaseDirectory, "policies", "small-team.yaml")));

    /// <summary>Takes one grant out of the file and waits until the gateway has seen it.</summary>
    public Task RemoveGrantAsync(string id, PolicyStore inForce)
    {
        var kept = new List<string>();
        var inside = false;
        foreach (var line in original.Split('\n'))
        {
            inside = line == $"  - id: {id}" || (inside && (line.Length == 0 || line.StartsWith("   ", StringComparison.Ordinal)));
            if (!inside)
            {
                kept.Add(line);
            }
        }

        return WriteAsync(string.Join('\n', kept), inForce);
    }

    public Task RestoreAsync(PolicyStore inForce) => WriteAsync(original, inForce);

    public void Dispose() => folder.Delete(recursive: true);

    private async Task WriteAsync(string text, PolicyStore inForce)
    {
        var before = inForce.Current;
        await File.WriteAllTextAsync(Path, text);
        using var patience = new CancellationTokenSource(Patience);
        while (ReferenceEquals(inForce.Current, before))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }
}
