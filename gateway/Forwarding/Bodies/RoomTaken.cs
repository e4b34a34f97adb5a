namespace Gateway.Forwarding.Bodies;

/// <summary>Whether there was room.</summary>
internal enum RoomTaken
{
    Yes,

    /// <summary>The caller has what one caller gets.</summary>
    NoneOfCaller,

    /// <summary>All together have what there is.</summary>
    NoneOfAll,
}
