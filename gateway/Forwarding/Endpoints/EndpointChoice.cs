namespace Gateway.Forwarding.Endpoints;

/// <summary>The hosts that a request is for, before its region is known; or why they cannot be told.</summary>
/// <param name="Family">The hosts.</param>
/// <param name="Variant">Which kind of them.</param>
/// <param name="Region">The region that host or path names; null: none.</param>
/// <param name="Prefix">What the host has before, as it came; empty: nothing.</param>
/// <param name="Problem">Words for the client; null: all is well.</param>
internal readonly record struct EndpointChoice(EndpointFamily Family, EndpointVariant Variant, string? Region, string Prefix, string? Problem = null)
{
    public static EndpointChoice Refused(string problem) => new(null!, EndpointVariant.Plain, null, "", problem);
}
