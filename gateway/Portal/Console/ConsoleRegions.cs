using Gateway.Aws;
using Gateway.Forwarding.Endpoints;
using Gateway.Issuing.Console;
using Gateway.Policies;
using Microsoft.Extensions.Options;

namespace Gateway.Portal.Console;

/// <summary>The regions that a role's console may be opened in.</summary>
internal sealed class ConsoleRegions(IOptions<AwsOptions> aws)
{
    /// <summary>Those that the grant names, else all of the role's partition; the gateway's own region first.</summary>
    public IReadOnlyList<string> For(GrantedRole role)
    {
        var partition = ConsolePartition.Find(role.Arn.Partition);
        IEnumerable<string> regions = role.Grant.Permit.Regions ?? (IEnumerable<string>)EndpointTable.Default.RegionsOf(role.Arn.Partition);
        return [.. regions.Where(region => partition?.Owns(region) == true).OrderBy(region => region != aws.Value.Region).ThenBy(region => region, StringComparer.Ordinal)];
    }

    /// <summary>The region for credentials of a role.</summary>
    public string Usual(GrantedRole role) => role.Grant.Permit.UsualRegion(aws.Value.Region);
}
