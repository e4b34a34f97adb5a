using System.Collections.Concurrent;
using Gateway.Identity;
using Gateway.Policies;
using Microsoft.Extensions.Options;

namespace Gateway.Revocations;

/// <summary>
/// What was revoked and must not be let through any more, whatever proof is shown. Every door asks on every call; reading takes no lock.
/// A revocation by subject, grant or time ends logins from before it: <c>auth_time</c> where the token has it, since a refresh token would
/// give newer tokens of the same login, else <c>iat</c>. A login from after it is let in.
/// </summary>
internal sealed class RevocationList(IOptions<RevocationOptions> options, TimeProvider time, ILogger<RevocationList> logger)
{
    private readonly ConcurrentDictionary<RevocationTarget, Revocation> entries = new();
    private readonly Trimmer trimmer = new();
    private volatile Action<Revocation>? tell;
    private volatile bool isEmpty = true;
    private volatile bool isKnown = true;

    /// <summary>How many revocations are remembered.</summary>
    public int Count => entries.Count;

    /// <summary>False while what other replicas revoked was never read: then nobody is let through.</summary>
    public bool IsKnown
    {
        get => isKnown;
        set => isKnown = value;
    }

    /// <summary>What is remembered, in no order.</summary>
    public IEnumerable<Revocation> All => entries.Select(entry => entry.Value).Where(entry => entry.Expires > time.GetUtcNow());

    /// <summary>Tells of each revocation that is made here from now on, not of those merged from elsewhere. What is told must not block.</summary>
    public void Tell(Action<Revocation> whom) => tell += whom;

    /// <summary>Whether the caller must not be let through; with a role, whether the caller may not use it.</summary>
    public bool IsRevoked(Caller caller, GrantedRole? role = null) => WhyRefused(caller, role) is not null;

    /// <summary>Why the caller must not be let through, in words for a person; null where nothing is revoked.</summary>
    public TokenProblem? WhyRefused(Caller caller, GrantedRole? role = null)
    {
        if (!isKnown)
        {
            return new TokenProblem(TokenProblemReason.RevocationsUnknown,
                "The gateway does not know yet what was revoked: it has not reached the Redis of its configuration since it started; try again shortly.");
        }

        return isEmpty ? null : FindCaller(caller) ?? (role is null ? null : FindRole(caller, role));
    }

    /// <summary>Whether the end of this very session is on record; what else may keep its caller out, and whether all is known yet, does not count.</summary>
    public bool IsEnded(string issuer, string session) => TryFind(RevocationTarget.Session(issuer, session), out _);

    /// <summary>Ends the session that the caller logs out of. What was ended already stays as it is on record.</summary>
    public void LogOut(Caller caller)
    {
        if (caller.SessionId is { Length: > 0 } session && !IsEnded(caller.Issuer, session))
        {
            Revoke(RevocationTarget.Session(caller.Issuer, session), time.GetUtcNow(), caller.Subject, logoutOf: caller.Subject);
        }
    }

    /// <summary>Revokes the target up to a moment, here and wherever revocations are shared with.</summary>
    /// <param name="target">What is revoked.</param>
    /// <param name="at">The moment up to which logins are revoked.</param>
    /// <param name="by">Who revokes it.</param>
    /// <param name="logoutOf">As <see cref="Revocation.LogoutOf"/>.</param>
    public Revocation Revoke(RevocationTarget target, DateTimeOffset at, string by, string? logoutOf = null)
    {
        var expires = Rounded(time.GetUtcNow() + options.Value.Lifetime);
        var added = Merge(new Revocation(target, Rounded(at), expires, Shortened(by), logoutOf is null ? null : Shortened(logoutOf)));
        Log.Revoked(logger, PrintableText.Of(target.ToString()), at, PrintableText.Of(by));
        tell?.Invoke(added);
        return added;
    }

    /// <summary>Takes a revocation in that was made elsewhere, and returns what is remembered of its target now.</summary>
    public Revocation Merge(Revocation revocation)
    {
        var merged = entries.AddOrUpdate(revocation.Target, static (_, added) => added, static (_, known, added) => known.Merge(added), revocation);
        isEmpty = false;
        Trim();
        return merged;
    }

    /// <summary>Forgets what nothing can depend on any more.</summary>
    public void RemoveExpired()
    {
        var now = time.GetUtcNow();
        foreach (var entry in entries.Where(entry => entry.Value.Expires <= now))
        {
            entries.TryRemove(entry);
        }
    }

    private TokenProblem? FindCaller(Caller caller)
    {
        if (caller.SessionId is { Length: > 0 } session && IsEnded(caller.Issuer, session))
        {
            return Revoked("The login session was ended, by a logout or by an operator; log in again.");
        }

        return Covers(RevocationTarget.Subject(caller.Issuer, caller.Subject), caller)
            ?? Covers(RevocationTarget.Everything(caller.Issuer), caller)
            ?? Covers(RevocationTarget.Everything(null), caller);
    }

    private TokenProblem? FindRole(Caller caller, GrantedRole role) =>
        Covers(RevocationTarget.Grant(role.Grant.Id), caller) ?? (role.Id == role.Grant.Id ? null : Covers(RevocationTarget.Grant(role.Id), caller));

    private TokenProblem? Covers(RevocationTarget target, Caller caller) => TryFind(target, out var revocation) && LoginTime.Of(caller) <= revocation.At
        ? Revoked(target.Kind == RevocationKind.Grant
            ? $"The role was revoked for logins up to {revocation.At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}; log in anew (stsgw login --max-age 0)."
            : $"Logins up to {revocation.At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ} were revoked; log in anew (stsgw login --max-age 0).")
        : null;

    private bool TryFind(RevocationTarget target, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Revocation? revocation) =>
        entries.TryGetValue(target, out revocation) && revocation.Expires > time.GetUtcNow();

    // To milliseconds, as they are shared.
    private static DateTimeOffset Rounded(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());

    // As long as replicas take it from each other.
    private static string Shortened(string name) => name.Length <= RevocationTarget.MaxLength ? name : name[..RevocationTarget.MaxLength];

    private static TokenProblem Revoked(string message) => new(TokenProblemReason.Revoked, message);

    private void Trim()
    {
        var most = options.Value.MaxEntries;
        var forgotten = trimmer.Trim(entries, most, RevocationOrder.FirstToForget, entry => entries.TryRemove(entry), RemoveExpired);
        if (forgotten > 0)
        {
            Log.RevocationsForgotten(logger, most, forgotten);
        }
    }
}
