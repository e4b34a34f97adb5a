using System.Collections.Frozen;
using Gateway.Identity;

namespace Gateway.Policies.Conditions;

internal static class NameKinds
{
    public static FrozenSet<string> Of(this NameKind kind, Caller caller) => kind switch
    {
        NameKind.ClientRoles => caller.ClientRoles,
        NameKind.RealmRoles => caller.RealmRoles,
        NameKind.Groups => caller.Groups,
        _ => caller.Organizations,
    };

    public static string Key(this NameKind kind) => kind switch
    {
        NameKind.ClientRoles => "clientRoles",
        NameKind.RealmRoles => "realmRoles",
        NameKind.Groups => "groups",
        _ => "organizations",
    };
}
