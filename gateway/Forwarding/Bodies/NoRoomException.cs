namespace Gateway.Forwarding.Bodies;

/// <summary>There is no room for one more body among those that are held.</summary>
internal sealed class NoRoomException() : Exception(Words)
{
    /// <summary>What callers are told.</summary>
    public const string Words = "The gateway holds as many bytes of bodies as it may, of you or of all callers (Gateway:Forward:MaxBufferedTotal); try again shortly.";
}
