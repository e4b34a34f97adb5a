namespace Gateway.Revocations;

/// <summary>That something was revoked. Immutable; merging two of one target keeps the later moment and the later end, in whatever order they come.</summary>
/// <param name="Target">What is revoked.</param>
/// <param name="At">The moment up to which logins are revoked; for a session the moment it was ended.</param>
/// <param name="Expires">When the entry may be forgotten, since nothing that it revokes can live any longer.</param>
/// <param name="By">Who revoked it: an operator's name, the subject that logged out, or <c>back-channel logout</c>.</param>
/// <param name="LogoutOf">The subject whose logout it is; empty where the issuer told of a logout and not whose; null where an operator ordered it.</param>
internal sealed record Revocation(RevocationTarget Target, DateTimeOffset At, DateTimeOffset Expires, string By, string? LogoutOf = null)
{
    public Revocation Merge(Revocation other)
    {
        var later = other.At > At ? other : this;
        var expires = other.Expires > Expires ? other.Expires : Expires;
        // What an operator ordered stays an operator's, whoever logs out of it as well.
        var logoutOf = LogoutOf is null || other.LogoutOf is null ? null : later.LogoutOf;
        return later.Expires == expires && later.LogoutOf == logoutOf ? later : later with { Expires = expires, LogoutOf = logoutOf };
    }
}
