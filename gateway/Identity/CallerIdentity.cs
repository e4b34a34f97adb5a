namespace Gateway.Identity;

/// <summary>What a record names a caller by.</summary>
/// <param name="Issuer">As <see cref="Caller.Issuer"/>.</param>
/// <param name="Subject">As <see cref="Caller.Subject"/>.</param>
/// <param name="Name">As <see cref="Caller.Name"/>.</param>
/// <param name="Client">As <see cref="Caller.Client"/>.</param>
/// <param name="SessionId">As <see cref="Caller.SessionId"/>.</param>
internal sealed record CallerIdentity(string Issuer, string Subject, string Name, string? Client, string? SessionId);
