namespace Gateway.Sharing;

/// <summary>Where replicas share what has to be remembered (the section <c>Gateway</c>).</summary>
public sealed class SharingOptions
{
    /// <summary>
    /// The Redis that all replicas use, as StackExchange.Redis writes it: <c>redis.example:6379,ssl=true,password=…</c>. It may hold a password and is
    /// never logged. Default: none, so that each process remembers for itself alone.
    /// </summary>
    public string? Redis { get; set; }

    internal bool IsShared => !string.IsNullOrEmpty(Redis);
}
