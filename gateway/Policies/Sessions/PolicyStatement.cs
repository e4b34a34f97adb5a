namespace Gateway.Policies.Sessions;

/// <summary>One of a grant's <c>statements</c>, in IAM's terms.</summary>
internal sealed record PolicyStatement
{
    public string? Sid { get; init; }

    /// <summary><c>Allow</c> or <c>Deny</c>.</summary>
    public required string Effect { get; init; }

    /// <summary>Whether <see cref="Actions"/> are those that the statement is not about (<c>NotAction</c>).</summary>
    public required bool NotActions { get; init; }

    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>Whether <see cref="Resources"/> are those that the statement is not about (<c>NotResource</c>).</summary>
    public required bool NotResources { get; init; }

    public required IReadOnlyList<string> Resources { get; init; }

    /// <summary>Operator, condition key, values: in the order of the file.</summary>
    public required IReadOnlyList<(string Operator, IReadOnlyList<(string Key, IReadOnlyList<string> Values)> Keys)> Conditions { get; init; }
}
