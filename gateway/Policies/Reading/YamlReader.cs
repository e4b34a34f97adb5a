using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Gateway.Policies.Reading;

/// <summary>
/// Builds the document from YamlDotNet's events, so that every node has its place, duplicate keys are all reported, and what
/// aliases write out is bounded before it is walked.
/// </summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 32;
    private const int MaxNodes = 1_000_000;

    private readonly ProblemList problems;
    private readonly Parser parser;
    private readonly Dictionary<AnchorName, PolicyNode?> anchors = [];
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
            throw Fail(current, $"the tag '{begun.Tag}' is not taken; write the value plainly or in quotes");
        }

        if (!begun.Anchor.IsEmpty)
        {
            anchors[begun.Anchor] = null;
        }

        PolicyNode node = begun switch
        {
            Scalar scalar => YamlScalar.Resolve(scalar, problems),
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
            throw Fail(alias, $"the alias '*{alias.Value}' names no finished anchor above it");
        }

        nodes += node.Size;
        return node;
    }

    private ListNode List(ParsingEvent start, int depth)
    {
        var items = new List<PolicyNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node(depth + 1));
        }

        return new ListNode(items, start.Start.Line, start.Start.Column);
    }

    private MapNode Map(ParsingEvent start, int depth)
    {
        var entries = new List<KeyValuePair<ScalarNode, PolicyNode>>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var at = parser.Current!;
            if (Node(depth + 1) is not ScalarNode key)
            {
                throw Fail(at, "a key is a plain text");
            }

            var value = Node(depth + 1);
            if (seen.TryAdd(key.Text, key.Line))
            {
                entries.Add(KeyValuePair.Create(key, value));
            }
            else
            {
                problems.Add(key.Line, key.Column, key.Text, PolicyRule.Syntax, $"the key is given twice; first in line {seen[key.Text]}");
            }
        }

        return new MapNode(entries, start.Start.Line, start.Start.Column);
    }

    private static YamlException Fail(ParsingEvent at, string message) => new(at.Start, at.End, message);
}
