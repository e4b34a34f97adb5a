namespace Gateway.Policies;

/// <summary>The rules that a policy file is held to.</summary>
internal enum PolicyRule
{
    /// <summary>Readable UTF-8, YAML, one document, no duplicate keys, bounded size, depth and aliases.</summary>
    Syntax,

    /// <summary>Keys, types, patterns and counts: all that <c>policy.schema.json</c> says as well.</summary>
    Shape,

    /// <summary>Ids of grants, and of denials, are unique.</summary>
    DuplicateId,

    /// <summary>An account id has one name.</summary>
    DuplicateAccount,

    /// <summary>A role's account, and each of <c>assume.accounts</c>, is listed in <c>accounts</c>.</summary>
    UnlistedAccount,

    /// <summary>Captures stand in one list of a grant, the same in each entry.</summary>
    Capture,

    /// <summary>A role ARN uses each capture, and no others, and is valid once they are filled in.</summary>
    RoleArn,

    /// <summary>An account id without quotes is written in twelve plain digits.</summary>
    AccountDigits,

    /// <summary>A claim's value without quotes is none of the words that YAML 1.1 takes for truth values.</summary>
    TruthWord,

    /// <summary>An address range is a well-formed CIDR without bits beyond its prefix.</summary>
    AddressRange,

    /// <summary>Tag keys differ by more than case, and <c>transitiveTags</c> are among them.</summary>
    Tags,

    /// <summary>The literal part of a text with claims leaves room within STS's limit.</summary>
    TextLength,

    /// <summary>The session policy has at most 2,048 characters.</summary>
    SessionPolicySize,

    /// <summary>A service is one that the endpoint table knows.</summary>
    UnknownService,

    /// <summary>Not wrong, yet seldom meant.</summary>
    Advice,
}
