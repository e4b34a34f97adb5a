using Amazon.Runtime;

namespace Gateway.Assuming;

/// <summary>What a look for the gateway's own credentials ended with.</summary>
/// <param name="Credentials">Null where they cannot be had.</param>
/// <param name="Problem">Why credentials that were found, or are still being looked for, cannot be had; null where they were had, and where the chain finds none, which it has logged.</param>
internal readonly record struct HadCredentials(ImmutableCredentials? Credentials, string? Problem);
