namespace Gateway.Identity;

/// <summary>Why a token is refused.</summary>
/// <param name="Reason">For programs, metrics and the audit record.</param>
/// <param name="Message">For a person: what is wrong and what to do next. Holds nothing of the token but names.</param>
internal sealed record TokenProblem(TokenProblemReason Reason, string Message);
