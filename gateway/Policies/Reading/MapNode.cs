namespace Gateway.Policies.Reading;

internal sealed class MapNode(IReadOnlyList<KeyValuePair<ScalarNode, PolicyNode>> entries, long line, long column) : PolicyNode(line, column)
{
    /// <summary>In the order of the file; keys are unique.</summary>
    public IReadOnlyList<KeyValuePair<ScalarNode, PolicyNode>> Entries { get; } = entries;

    public override int Size { get; } = 1 + entries.Sum(entry => 1 + entry.Value.Size);

    public override string Kind => "a map";
}
