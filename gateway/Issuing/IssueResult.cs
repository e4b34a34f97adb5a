using System.Diagnostics.CodeAnalysis;

namespace Gateway.Issuing;

/// <summary>What was asked for, or why it is refused.</summary>
internal readonly record struct IssueResult<T>
    where T : class
{
    private IssueResult(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    public T? Value { get; }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Value is not null;

    public static implicit operator IssueResult<T>(T value) => new(value, null);

    public static implicit operator IssueResult<T>(Refusal refusal) => new(null, refusal);
}
