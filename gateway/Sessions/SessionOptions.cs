namespace Gateway.Sessions;

/// <summary>Gateway credentials and how they are sealed (<c>Gateway:Sessions</c>).</summary>
public sealed class SessionOptions
{
    /// <summary>
    /// Base64 of 32 random bytes each (<c>openssl rand -base64 32</c>). The first seals, every one opens. To rotate while replicas
    /// are replaced one by one: add the new key last, then move it first, and take the old one out an hour later. All replicas share the list. None: a key for this process alone, with a warning.
    /// </summary>
    public IList<string> Keys { get; } = [];
}
