using System.Collections.Immutable;

namespace Gateway.Forwarding.Endpoints;

/// <summary>One line of the table: a host template for one variant, everywhere, in one partition or in some regions.</summary>
/// <param name="Variant">The kind of host.</param>
/// <param name="Scopes">Partition ids or regions; empty: everywhere.</param>
/// <param name="Template">The host.</param>
internal sealed record EndpointRule(EndpointVariant Variant, ImmutableArray<string> Scopes, HostTemplate Template);
