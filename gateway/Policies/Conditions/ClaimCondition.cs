using System.Text.Json;
using Gateway.Identity;

namespace Gateway.Policies.Conditions;

/// <summary>One entry of <c>claims</c>: the claim, or one element of it where it is a list, has one of these values.</summary>
internal sealed class ClaimCondition : Condition
{
    private readonly ClaimPointer pointer;
    private readonly IReadOnlyList<ClaimMatcher> matchers;

    public ClaimCondition(ClaimPointer pointer, IReadOnlyList<ClaimMatcher> matchers)
    {
        this.pointer = pointer;
        this.matchers = matchers;
        Key = $"claims.{pointer.Text}";
        Wanted = [.. matchers.Select(matcher => matcher.Text)];
        IndexKeys = matchers.All(matcher => matcher.IndexText is not null)
            ? [.. matchers.Select(matcher => new IndexKey(new IndexSource(null, pointer), matcher.IndexText!))]
            : [];
    }

    public override string Key { get; }

    public override bool IsSteady => true;

    public override IReadOnlyList<string> Wanted { get; }

    public override IReadOnlyList<IndexKey> IndexKeys { get; }

    public override bool Holds(Caller caller, in AccessContext context)
    {
        if (!pointer.TryFind(caller.Claims, out var claim))
        {
            return false;
        }

        if (claim.ValueKind != JsonValueKind.Array)
        {
            return Matches(claim);
        }

        foreach (var element in claim.EnumerateArray())
        {
            if (Matches(element))
            {
                return true;
            }
        }

        return false;
    }

    public override IReadOnlyList<string> Found(Caller caller, in AccessContext context) =>
        !pointer.TryFind(caller.Claims, out var claim) ? []
        : claim.ValueKind == JsonValueKind.Array ? [.. claim.EnumerateArray().Select(element => element.GetRawText())]
        : [claim.GetRawText()];

    private bool Matches(JsonElement claim)
    {
        foreach (var matcher in matchers)
        {
            if (matcher.Matches(claim))
            {
                return true;
            }
        }

        return false;
    }
}
