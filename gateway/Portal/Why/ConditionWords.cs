using Gateway.Policies.Explaining;

namespace Gateway.Portal.Why;

/// <summary>A condition of the policy in words.</summary>
internal static class ConditionWords
{
    // A token has room for hundreds of groups, and each condition of each grant would repeat them.
    private const int MostNames = 50;

    public static string Subject(string key) => key switch
    {
        "clientRoles" => "Your roles for the gateway",
        "realmRoles" => "Your realm roles",
        "groups" => "Your groups",
        "organizations" => "Your organizations",
        "issuers" => "The issuer of your sign-in",
        "clients" => "The client you signed in with",
        "sourceIp" => "Your address",
        "acr" => "The level of your sign-in",
        "maxAuthAge" => "The age of your sign-in",
        _ => key.StartsWith("claims.", StringComparison.Ordinal) ? $"Your claim {key["claims.".Length..]}" : key,
    };

    public static string Detail(ConditionExplanation condition)
    {
        var wanted = condition.Wanted.Count switch
        {
            0 => "something",
            1 => condition.Wanted[0],
            _ => "one of " + List(condition.Wanted),
        };
        return $"The policy wants {wanted}. You have {(condition.Found.Count == 0 ? "nothing" : List(condition.Found))}.";
    }

    private static string List(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
}
