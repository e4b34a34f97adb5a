namespace Gateway.Policies.Reading;

internal sealed class ScalarNode(string text, ScalarKind type, bool isPlain, long line, long column) : PolicyNode(line, column)
{
    /// <summary>As written, without quotes and escapes.</summary>
    public string Text { get; } = text;

    public ScalarKind Type { get; } = type;

    /// <summary>Whether it is written without quotes and not as a block.</summary>
    public bool IsPlain { get; } = isPlain;

    public override int Size => 1;

    public override string Kind => Type switch
    {
        ScalarKind.Null => "empty",
        ScalarKind.Boolean => "a truth value",
        ScalarKind.Text => "a text",
        _ => "a number",
    };
}
