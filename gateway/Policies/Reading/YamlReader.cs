using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Gateway.Policies.Reading;

/// <summary>
/// Builds the document from YamlDotNet's events, so that every node has its place, duplicate keys, tags and bad aliases are all reported, and what
/// aliases write out is bounded before it is walked.
/// </summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 32;
    private const int MaxNodes = 1_000_000;

    private readonly ProblemList problems;
    private readonly Parser parser;
    private readonly Dictionary<AnchorName, PolicyNode?> anchors = [];
    private readonly DocumentPath path = new();
    private int nodes;

    private YamlReader(string text, ProblemList problems)
    {
        this.problems = problems;
        parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>The document's root; null with a problem where there is none.</summary>
    public static PolicyNode? Read(ReadOnlyMemory<byte> bytes, ProblemList problems)
    {
        if (YamlText.Decode(bytes, problems) is not { } text)
        {
            return null;
        }

        try
        {
            return new YamlReader(text, problems).Document();
        }
        catch (YamlException e)
        {
            problems.Add((int)e.Start.Line, (int)e.Start.Column, "", PolicyRule.Syntax, $"not valid YAML: {e.Message}");
            return null;
        }
    }

    private PolicyNode? Document()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            problems.Add(1, 1, "", PolicyRule.Syntax, "the file is empty; a policy begins with 'version: 1'");
            return null;
        }

        parser.Consume<DocumentStart>();
        var root = Node(depth: 0);
        parser.Consume<DocumentEnd>();
        if (!parser.Accept<StreamEnd>(out _))
        {
            throw Fail(parser.Current!, "a policy file is one document; take the second '---' out");
        }

        return root;
    }

    private PolicyNode Node(int depth)
    {
        var current = parser.Consume<ParsingEvent>();
        if (++nodes > MaxNodes)
        {
            throw Fail(current, $"the document has more than {MaxNodes:N0} nodes once its aliases are written out");
        }

        if (depth > MaxDepth)
        {
            throw Fail(current, $"the document is more than {MaxDepth} levels deep");
        }

        if (current is AnchorAlias alias)
        {
            return Alias(alias);
        }

        var begun = (NodeEvent)current;
        if (!begun.Tag.IsEmpty)
        {
            Report(current, $"the tag '{begun.Tag}' is not taken; write the value plainly or in quotes");
        }

        if (!begun.Anchor.IsEmpty)
        {
            anchors[begun.Anchor] = null;
        }

        PolicyNode node = begun switch
        {
            Scalar scalar => YamlScalar.Resolve(scalar, path, problems),
            SequenceStart => List(current, depth),
            _ => Map(current, depth),
        };
        if (!begun.Anchor.IsEmpty)
        {
            anchors[begun.Anchor] = node;
        }

        return node;
    }

    private PolicyNode Alias(AnchorAlias alias)
    {
        if (!anchors.TryGetValue(alias.Value, out var node) || node is null)
        {
            Report(alias, $"the alias '*{alias.Value}' names no finished anchor above it");
            return new BrokenNode(alias.Start.Line, alias.Start.Column);
        }

        nodes += node.Size;
        return node;
    }

    private ListNode List(ParsingEvent start, int depth)
    {
        var items = new List<PolicyNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            path.EnterItem(items.Count);
            items.Add(Node(depth + 1));
            path.Leave();
        }

        return new ListNode(items, start.Start.Line, start.Start.Column);
    }

    private MapNode Map(ParsingEvent start, int depth)
    {
        var entries = new List<KeyValuePair<ScalarNode, PolicyNode>>();
        var seen = new Dictionary<string, long>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = parser.Current!;
            path.EnterKey((at as Scalar)?.Value);
            var read = Node(depth + 1);
            path.Leave();
            var key = read as ScalarNode;
            path.EnterKey(key?.Text);
            var value = Node(depth + 1);
            if (key is null)
            {
                problems.Add(new Place(read, path.ToString()), PolicyRule.Syntax, "a key is a plain text");
            }
            else if (seen.TryAdd(key.Text, at.Start.Line))
            {
                entries.Add(KeyValuePair.Create(key, value));
            }
            else
            {
                Report(at, $"the key is given twice; first in line {seen[key.Text]}");
            }

            path.Leave();
        }

        return new MapNode(entries, start.Start.Line, start.Start.Column);
    }

    private void Report(ParsingEvent at, string message) =>
        problems.Add((int)at.Start.Line, (int)at.Start.Column, path.ToString(), PolicyRule.Syntax, message);

    /// <summary>Ends the reading: what follows cannot be told apart, or is too much.</summary>
    private static YamlException Fail(ParsingEvent at, string message) => new(at.Start, at.End, message);
}
