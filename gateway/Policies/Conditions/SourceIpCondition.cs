using Gateway.Identity;

namespace Gateway.Policies.Conditions;

/// <summary><c>sourceIp</c>: the request came from one of these ranges.</summary>
internal sealed class SourceIpCondition(IReadOnlyList<AddressRange> ranges, IReadOnlyList<string> written) : Condition
{
    public override string Key => "sourceIp";

    public override bool IsSteady => false;

    public override IReadOnlyList<string> Wanted => written;

    public override bool Holds(Caller caller, in AccessContext context)
    {
        if (context.SourceIp is not { } address)
        {
            return false;
        }

        foreach (var range in ranges)
        {
            if (range.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    public override IReadOnlyList<string> Found(Caller caller, in AccessContext context) =>
        context.SourceIp is { } address ? [(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()] : [];
}
