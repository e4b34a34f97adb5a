using System.Diagnostics.CodeAnalysis;

namespace Gateway.Revocations.BackChannel;

/// <summary>What a verified logout token ends, or why the token is refused.</summary>
internal sealed record LogoutVerification
{
    /// <summary>The issuer's keys cannot be had: no verdict.</summary>
    public static readonly LogoutVerification Unavailable = new() { Problem = "The issuer's keys cannot be had at the moment; send the token again shortly.", IsUnavailable = true };

    public RevocationTarget? Target { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>Whose logout it is; empty where the token does not say.</summary>
    public string Subject { get; private init; } = "";

    public string? Problem { get; private init; }

    public bool IsUnavailable { get; private init; }

    [MemberNotNullWhen(true, nameof(Target))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Verified => Target is not null;

    public static LogoutVerification Of(RevocationTarget target, DateTimeOffset at, string subject) => new() { Target = target, At = at, Subject = subject };

    public static LogoutVerification Refuse(string problem) => new() { Problem = problem };
}
