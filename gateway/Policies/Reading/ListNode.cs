namespace Gateway.Policies.Reading;

internal sealed class ListNode(IReadOnlyList<PolicyNode> items, long line, long column) : PolicyNode(line, column)
{
    public IReadOnlyList<PolicyNode> Items { get; } = items;

    public override int Size { get; } = 1 + items.Sum(item => item.Size);

    public override string Kind => "a list";
}
