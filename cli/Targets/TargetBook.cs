namespace Gateway.Cli.Targets;

/// <summary>The content of <c>targets.json</c>.</summary>
internal sealed record TargetBook
{
    public int Version { get; set; } = 1;

    /// <summary>The target that is used where none is named.</summary>
    public string? Current { get; init; }

    public IReadOnlyList<Target> Targets { get; set; } = [];

    public Target? Find(string name) => Targets.FirstOrDefault(t => t.Name == name);

    public Target? Find(Uri url) => Targets.FirstOrDefault(t => t.Url == url);

    /// <summary>Adds the target, or puts it in the place of the one with its name.</summary>
    public TargetBook With(Target target) =>
        this with
        {
            Targets = Find(target.Name) is null ? [.. Targets, target] : [.. Targets.Select(t => t.Name == target.Name ? target : t)],
            Current = Current ?? target.Name,
        };

    public TargetBook Without(string name)
    {
        Target[] left = [.. Targets.Where(t => t.Name != name)];
        return this with { Targets = left, Current = Current == name ? left.FirstOrDefault()?.Name : Current };
    }

    /// <summary>A name for a new gateway that no target has yet.</summary>
    public string FreeName(TargetName wanted)
    {
        var name = wanted.Value;
        for (var i = 2; Find(name) is not null; i++)
        {
            name = $"{wanted.Value}-{i}";
        }

        return name;
    }
}
