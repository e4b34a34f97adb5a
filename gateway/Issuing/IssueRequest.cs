using Gateway.Policies;

namespace Gateway.Issuing;

/// <summary>What a caller asks to be given.</summary>
/// <param name="Role">A role's id or ARN; null: the only one there is.</param>
/// <param name="Mode"><see cref="AccessMode.Credentials"/> for AWS's own, <see cref="AccessMode.Forward"/> for gateway credentials.</param>
/// <param name="Duration">How long they shall last; null: as long as the grant gives.</param>
/// <param name="SessionPolicy">An IAM policy by which the caller narrows the session.</param>
internal sealed record IssueRequest(string? Role, AccessMode Mode, TimeSpan? Duration = null, string? SessionPolicy = null);
