namespace Gateway.Forwarding.Endpoints;

/// <summary>The kinds of host that one service may have in one region.</summary>
internal enum EndpointVariant
{
    Plain,

    /// <summary>FIPS 140 validated cryptography.</summary>
    Fips,

    /// <summary>IPv4 and IPv6.</summary>
    Dual,

    FipsDual,
}
