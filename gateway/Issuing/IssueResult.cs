using System.Diagnostics.CodeAnalysis;

namespace Gateway.Issuing;

/// <summary>What was asked for, or why it is refused.</summary>
internal readonly record struct IssueResult<T>
    where T : class
{
    private IssueResult(T? issued, Refusal? refusal)
    {
        Issued = issued;
        Refusal = refusal;
    }

    public T? Issued { get; }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Issued))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsIssued => Issued is not null;

    public static implicit operator IssueResult<T>(T issued) => new(issued, null);

    public static implicit operator IssueResult<T>(Refusal refusal) => new(null, refusal);
}
