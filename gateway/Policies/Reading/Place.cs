namespace Gateway.Policies.Reading;

/// <summary>A node and the way to it; an alias makes one node stand in several places.</summary>
internal sealed record Place(PolicyNode Node, string Path)
{
    public Place Item(int index) => new(((ListNode)Node).Items[index], $"{Path}[{index}]");

    public Place Key(ScalarNode key, PolicyNode value) => new(value, Path.Length == 0 ? key.Text : $"{Path}.{key.Text}");
}
