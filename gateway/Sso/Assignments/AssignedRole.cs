using Gateway.Policies;

namespace Gateway.Sso.Assignments;

/// <summary>A role as SSO profiles name it: by account and name.</summary>
/// <param name="Id">The role's id in the gateway.</param>
/// <param name="Arn">The role.</param>
/// <param name="AccountName">The account's name in the policy file.</param>
internal sealed record AssignedRole(string Id, RoleArn Arn, string AccountName)
{
    /// <summary>Whether <c>sso_role_name</c> may mean this role: its name, its path and name, or its id.</summary>
    public bool IsCalled(string name) => Arn.Name == name || Arn.Path == name || Id == name;
}
