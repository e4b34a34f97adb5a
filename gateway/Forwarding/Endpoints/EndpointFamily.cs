using System.Collections.Immutable;

namespace Gateway.Forwarding.Endpoints;

/// <summary>
/// Hosts of one service that differ in region and variant alone. Most services have one family; S3 has another for access points,
/// another for S3 Express, and so on.
/// </summary>
internal sealed class EndpointFamily
{
    public required AwsService Service { get; init; }

    /// <summary>The name of these hosts: the service's own for its first family, else <c>s3-accesspoint</c>, <c>ddb</c>, …</summary>
    public required string Label { get; init; }

    public required ImmutableArray<EndpointRule> Rules { get; init; }

    /// <summary>Whether some of these hosts are signed with that name.</summary>
    public bool IsSignedAs(string signingName) => Rules.Any(rule => rule.Template.SigningName.Equals(signingName, StringComparison.OrdinalIgnoreCase));

    /// <summary>The template for a place: the narrowest rule decides. Null: there is no such host.</summary>
    public HostTemplate? Find(EndpointVariant variant, AwsPartition partition, string region)
    {
        HostTemplate? everywhere = null, inPartition = null;
        foreach (var rule in Rules)
        {
            if (rule.Variant != variant)
            {
                continue;
            }

            if (rule.Scopes.IsEmpty)
            {
                everywhere = rule.Template;
            }
            else if (rule.Scopes.Contains(region))
            {
                return rule.Template;
            }
            else if (rule.Scopes.Contains(partition.Id))
            {
                inPartition = rule.Template;
            }
        }

        return inPartition ?? everywhere;
    }
}
