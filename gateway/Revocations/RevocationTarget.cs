namespace Gateway.Revocations;

/// <summary>What is revoked. Two revocations of one target are one: the later moment counts.</summary>
/// <param name="Kind">What <paramref name="Value"/> is.</param>
/// <param name="Issuer">The issuer without a slash at its end; empty where any issuer is meant.</param>
/// <param name="Value">The session's <c>sid</c>, the subject, or the grant's or role's id; empty for <see cref="RevocationKind.Before"/>.</param>
internal readonly record struct RevocationTarget(RevocationKind Kind, string Issuer, string Value)
{
    /// <summary>The longest value that is taken, in characters.</summary>
    public const int MaxLength = 512;

    public static RevocationTarget Session(string issuer, string sessionId) => new(RevocationKind.Session, Bare(issuer), sessionId);

    public static RevocationTarget Subject(string issuer, string subject) => new(RevocationKind.Subject, Bare(issuer), subject);

    public static RevocationTarget Grant(string grantOrRoleId) => new(RevocationKind.Grant, "", grantOrRoleId);

    /// <summary>Everything of the issuer, or of all issuers where it is null.</summary>
    public static RevocationTarget Everything(string? issuer) => new(RevocationKind.Before, issuer is null ? "" : Bare(issuer), "");

    /// <summary>For people and audit records.</summary>
    public override string ToString() => Kind switch
    {
        RevocationKind.Before when Issuer.Length == 0 => "before",
        RevocationKind.Before => $"before {Issuer}",
        RevocationKind.Grant => $"grant {Value}",
        _ => $"{Kind.ToString().ToLowerInvariant()} {Value} of {Issuer}",
    };

    private static string Bare(string issuer) => issuer.EndsWith('/') ? issuer.TrimEnd('/') : issuer;
}
