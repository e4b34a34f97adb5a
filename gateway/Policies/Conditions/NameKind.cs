namespace Gateway.Policies.Conditions;

/// <summary>The sets of names that a caller has, and that a <c>when</c> lists.</summary>
internal enum NameKind
{
    ClientRoles,
    RealmRoles,
    Groups,
    Organizations,
}
