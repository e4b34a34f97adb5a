namespace Gateway.Forwarding.Bodies;

/// <summary>There is no room for one more body among those that are held.</summary>
internal sealed class NoRoomException(string reason, string message) : Exception(message)
{
    /// <summary>The stable word for audit records.</summary>
    public string Reason => reason;

    public static NoRoomException OfAll => new("too-many-bodies",
        "The gateway holds as many bytes of bodies as it may (Gateway:Forward:MaxBufferedTotal); try again shortly.");

    public static NoRoomException OfCaller => new("too-many-bodies-of-caller",
        "Your calls under way already hold as many bytes of bodies as one caller's may (half of Gateway:Forward:MaxBufferedTotal); send fewer at once.");

    public static NoRoomException OfAllChunks => new("too-many-bodies",
        $"The gateway holds as many bytes of signed chunks as it may ({HeldBytes.MostChunks / 1024 / 1024} MiB); try again shortly, or send chunks of 64 KiB.");

    public static NoRoomException OfCallersChunks => new("too-many-bodies-of-caller",
        $"The gateway holds as many bytes of your signed chunks as of one caller it may ({HeldBytes.MostChunks / 2 / 1024 / 1024} MiB); send fewer bodies at once, or chunks of 64 KiB.");
}
