namespace Gateway.Revocations;

/// <summary>What a revocation names. The names in lower case stand in the management API, in audit records and in Redis.</summary>
internal enum RevocationKind
{
    /// <summary>One login session, by the <c>sid</c> of its tokens.</summary>
    Session,

    /// <summary>Every login of one subject up to a moment.</summary>
    Subject,

    /// <summary>One grant or role of the policy file, for every login up to a moment.</summary>
    Grant,

    /// <summary>Every login up to a moment.</summary>
    Before,
}
