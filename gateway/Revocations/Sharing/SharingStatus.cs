namespace Gateway.Revocations.Sharing;

/// <summary>How the sharing of revocations goes, for <c>/readyz</c>.</summary>
internal sealed class SharingStatus(RevocationList revocations, TimeProvider time)
{
    private volatile Trouble? trouble;

    /// <summary>Why nobody can be let through yet; null once the shared revocations were read, or where none are shared.</summary>
    public string? Missing => revocations.IsKnown ? null
        : $"redis: the revocations that replicas share were never read: {trouble?.What ?? "the first attempt is under way"}";

    /// <summary>What works for now and should be looked at.</summary>
    public string? Warning => revocations.IsKnown && trouble is { } now
        ? $"redis: not reached since {now.Since:O}, so the revocations known by then serve on, and newer ones are shared when it is back: {now.What}"
        : null;

    /// <summary>True the first time that it works again.</summary>
    public bool Works()
    {
        var mended = trouble is not null;
        trouble = null;
        return mended;
    }

    /// <summary>True the first time that it fails.</summary>
    public bool Fails(string what)
    {
        var since = trouble?.Since;
        trouble = new Trouble(what, since ?? time.GetUtcNow());
        return since is null;
    }

    private sealed record Trouble(string What, DateTimeOffset Since);
}
