using System.Text.Json;
using Gateway.Sandbox.Aws.Sts;

namespace Gateway.Sandbox.Aws.Policies;

/// <summary>
/// A session policy: what it does not allow is refused, and a denial wins. Takes Effect, Action, Resource and the Conditions that
/// <see cref="PolicyCondition"/> knows; a policy with anything else is refused as malformed rather than half understood.
/// </summary>
internal sealed class SessionPolicy
{
    private readonly IReadOnlyList<PolicyStatement> statements;

    private SessionPolicy(IReadOnlyList<PolicyStatement> statements, string text)
    {
        this.statements = statements;
        Text = text;
    }

    /// <summary>The document as it was sent.</summary>
    public string Text { get; }

    /// <summary>Reads a policy document.</summary>
    /// <exception cref="ServiceException"><c>MalformedPolicyDocument</c></exception>
    public static SessionPolicy Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var list = document.RootElement.GetProperty("Statement");
            var elements = list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToArray() : [list];
            return elements.Length == 0
                ? throw new FormatException("There must be a statement.")
                : new SessionPolicy([.. elements.Select(PolicyStatement.Parse)], text);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ServiceException(400, "MalformedPolicyDocument", "The session policy is not understood: " + e.Message);
        }
    }

    public bool Allows(string action, string resource, AssumedSession session, string region)
    {
        var matching = statements.Where(s => s.Matches(action, resource, session, region)).ToArray();
        return matching.Length > 0 && matching.All(s => s.Allow);
    }

    /// <summary>Whether anything at all is allowed of an action whose resource the stand-in does not know.</summary>
    public bool AllowsSomewhere(string action, AssumedSession session, string region) =>
        statements.Any(s => s.Allow && s.MatchesAction(action, session, region));
}
