using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Gateway.Policies;

/// <summary>The ARN of an IAM role: <c>arn:{partition}:iam::{account}:role/{path and name}</c>, at most 2,048 characters.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns</remarks>
internal sealed record RoleArn
{
    private static readonly SearchValues<char> PartitionCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-");
    private static readonly SearchValues<char> PathCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+=,.@_-/");

    private readonly string text;

    private RoleArn(string text, string partition, string accountId, string path)
    {
        this.text = text;
        Partition = partition;
        AccountId = accountId;
        Path = path;
    }

    /// <summary><c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>, …</summary>
    public string Partition { get; }

    /// <summary>Twelve digits.</summary>
    public string AccountId { get; }

    /// <summary>What follows <c>role/</c>: the path, if any, and the name.</summary>
    public string Path { get; }

    /// <summary>The role's name without its path.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Parses a role ARN; <paramref name="problem"/> says what is wrong with one that is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RoleArn? arn, [NotNullWhen(false)] out string? problem)
    {
        arn = null;
        var parts = text.Split(':');
        problem = parts switch
        {
            _ when text.Length is < 20 or > 2048 => "a role ARN has 20 to 2,048 characters",
            not ["arn", _, _, _, _, _] => "a role ARN has six parts: arn:aws:iam::<account>:role/<name>",
            [_, var partition, ..] when !IsPartition(partition) => $"'{partition}' is no AWS partition (aws, aws-cn, aws-us-gov, …)",
            [_, _, not "iam", ..] => "the service of a role ARN is 'iam'",
            [_, _, _, not "", ..] => "a role ARN names no region",
            [_, _, _, _, var account, _] when !IsAccountId(account) => $"'{account}' is no account id of twelve digits",
            [.., var resource] when !resource.StartsWith("role/", StringComparison.Ordinal) => "the resource of a role ARN begins with 'role/'",
            [.., var resource] when !IsRolePath(resource.AsSpan(5)) =>
                "a role's name has 1 to 64 characters out of A-Z a-z 0-9 + = , . @ _ -, and its path is divided by single slashes",
            _ => null,
        };
        if (problem is not null)
        {
            return false;
        }

        arn = new RoleArn(text, parts[1], parts[4], parts[5][5..]);
        return true;
    }

    /// <summary>Twelve digits.</summary>
    public static bool IsAccountId(ReadOnlySpan<char> text) => text.Length == 12 && !text.ContainsAnyExceptInRange('0', '9');

    public bool Equals(RoleArn? other) => other is not null && text == other.text;

    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => text;

    private static bool IsPartition(string text) =>
        text == "aws" || (text.StartsWith("aws-", StringComparison.Ordinal) && !text.AsSpan(4).ContainsAnyExcept(PartitionCharacters));

    private static bool IsRolePath(ReadOnlySpan<char> path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.Length is >= 1 and <= 64
            && path.Length <= 512 + 64
            && path[0] != '/'
            && !path.Contains("//", StringComparison.Ordinal)
            && !path.ContainsAnyExcept(PathCharacters);
    }
}
