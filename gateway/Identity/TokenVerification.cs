using System.Diagnostics.CodeAnalysis;

namespace Gateway.Identity;

/// <summary>A verified token's caller, or why the token is refused.</summary>
internal sealed record TokenVerification
{
    public Caller? Caller { get; private init; }

    public TokenProblem? Problem { get; private init; }

    /// <summary>Of the token that was found good.</summary>
    public TokenHash Hash { get; private init; }

    [MemberNotNullWhen(true, nameof(Caller))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Verified => Caller is not null;

    public static TokenVerification Of(Caller caller, TokenHash hash) => new() { Caller = caller, Hash = hash };

    public static TokenVerification Refuse(TokenProblemReason reason, string message) => new() { Problem = new TokenProblem(reason, message) };
}
