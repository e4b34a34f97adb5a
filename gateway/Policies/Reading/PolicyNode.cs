namespace Gateway.Policies.Reading;

/// <summary>A node of the document, with the place where it is written.</summary>
internal abstract class PolicyNode(long line, long column)
{
    public int Line { get; } = (int)line;

    public int Column { get; } = (int)column;

    /// <summary>This node and all below it, aliases written out.</summary>
    public abstract int Size { get; }

    /// <summary>For messages: <c>a list</c>, <c>a number</c>.</summary>
    public abstract string Kind { get; }
}
