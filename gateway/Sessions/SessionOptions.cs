using System.ComponentModel.DataAnnotations;

namespace Gateway.Sessions;

/// <summary>Gateway credentials and how they are sealed (<c>Gateway:Sessions</c>).</summary>
public sealed class SessionOptions
{
    /// <summary>
    /// Base64 of 32 random bytes each (<c>openssl rand -base64 32</c>). The first seals, every one opens. To rotate while replicas
    /// are replaced one by one: add the new key last, then move it first, and take the old one out an hour later, or a day where the portal or <c>aws sso login</c> is used, whose logins it seals too. All replicas share the list. None: a key for this process alone, with a warning.
    /// </summary>
    public IList<string> Keys { get; } = [];

    /// <summary>
    /// Gateway credentials that are kept opened, about 5 KiB each, so that those in use are not opened anew for each call; each 2 KiB of claims after the
    /// first count as one more. 100 to 1,000,000; default
    /// 20,000. Where more are in use at once, their calls take some 50 µs longer.
    /// </summary>
    [Range(100, 1_000_000, ErrorMessage = "Gateway:Sessions:MaxOpened must be between 100 and 1,000,000.")]
    public int MaxOpened { get; set; } = 20_000;
}
