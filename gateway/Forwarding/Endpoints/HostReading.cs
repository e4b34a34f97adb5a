namespace Gateway.Forwarding.Endpoints;

/// <summary>One way to understand a host name.</summary>
/// <param name="Family">The hosts that it is one of.</param>
/// <param name="Variant">Which kind of them.</param>
/// <param name="Region">The region that it names; null: none.</param>
/// <param name="Prefix">What stands before, with its dot or dash; empty: nothing.</param>
internal readonly record struct HostReading(EndpointFamily Family, EndpointVariant Variant, string? Region, string Prefix);
