using System.Text.RegularExpressions;

namespace Gateway.Policies.Reading;

/// <summary>What a text of the policy file looks like, in a form that the schema can say too.</summary>
internal sealed class TextShape
{
    /// <summary>Free text, for people.</summary>
    public static readonly TextShape Free = new(
        @"[\s\S]*",
        "a text");

    /// <summary>A value to compare with; a claim written into it would silently compare with itself.</summary>
    public static readonly TextShape Value = new(
        @"(?![\s\S]*\$\{(claims|match))[\s\S]+",
        "a text that is not empty and holds no ${claims.…} or ${match.…}, which are filled in elsewhere alone (sessionName, sourceIdentity, tags; roleArn)");

    public static readonly TextShape Id = new(
        @"[A-Za-z0-9][A-Za-z0-9._-]{0,63}",
        "an id of 1 to 64 characters out of A-Z a-z 0-9 . _ -, beginning with a letter or digit");

    public static readonly TextShape RoleName = new(
        @"(?![\s\S]*\}\{)([^{}$]|\$(?!\{)|\{[A-Za-z][A-Za-z0-9_]{0,31}\})+",
        "a name, in which {capture} stands for a part of it; two captures need a character between them");

    /// <summary>A claim's value, which may be empty.</summary>
    public static readonly TextShape ClaimText = new(
        @"(?![\s\S]*\$\{(claims|match))[\s\S]*",
        "a text without ${claims.…} and ${match.…}, which are filled in elsewhere alone");

    /// <summary>See <see cref="Conditions.LikePattern"/>.</summary>
    public static readonly TextShape Like = new(
        @"(?![\s\S]*\$\{(claims|match))[\s\S]{1,256}",
        "a pattern of 1 to 256 characters in which * is any number of characters and ? is one");

    /// <summary>The characters of an address range; whether it is one is not for a pattern to say.</summary>
    public static readonly TextShape AddressRange = new(
        @"[0-9A-Fa-f:.]{2,45}(/[0-9]{1,3})?",
        "an address range, such as 10.0.0.0/8 or 2001:db8::/32");

    /// <summary>As much of a role ARN as a pattern can say; <see cref="Sessions.RoleArnTemplate"/> says the rest.</summary>
    public static readonly TextShape RoleArn = new(
        @"arn:aws(-[a-z-]*)?:iam::([0-9]{12}|\$\{match\.[A-Za-z][A-Za-z0-9_]*\}):role/([A-Za-z0-9+=,.@_/-]|\$\{match\.[A-Za-z][A-Za-z0-9_]*\})+",
        "a role's ARN: arn:aws:iam::<account>:role/<name>");

    public static readonly TextShape AccountName = new(
        @"[A-Za-z][A-Za-z0-9._ -]{0,63}",
        "an account's name of 1 to 64 characters out of A-Z a-z 0-9 . _ - and space, beginning with a letter");

    public static readonly TextShape AccountId = new(
        @"[0-9]{12}",
        "an account id of twelve digits");

    public static readonly TextShape Account = new(
        @"([0-9]{12}|[A-Za-z][A-Za-z0-9._ -]{0,63})",
        "an account's name or its id of twelve digits in quotes");

    public static readonly TextShape Duration = new(
        @"((9[0-9]{2}|[1-9][0-9]{3}|[1-3][0-9]{4}|4[0-2][0-9]{3}|43[01][0-9]{2}|43200)s|(1[5-9]|[2-9][0-9]|[1-6][0-9]{2}|7[01][0-9]|720)m|([1-9]|1[0-2])h)",
        "900s to 43200s, 15m to 720m, or 1h to 12h");

    public static readonly TextShape Age = new(
        @"[1-9][0-9]{0,6}[smh]",
        "a time such as 900s, 15m or 8h");

    public static readonly TextShape ExternalId = new(
        @"[A-Za-z0-9_+=,.@:/-]{2,1224}",
        "2 to 1,224 characters out of A-Z a-z 0-9 _ + = , . @ : / -");

    public static readonly TextShape TagKey = new(
        @"(?![aA][wW][sS]:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}",
        "a tag's key of 1 to 128 letters, digits, spaces and _ . : / = + - @, not beginning with 'aws:'");

    public static readonly TextShape Service = new(
        @"[a-z0-9][a-z0-9.-]{0,62}",
        "an endpoint's name, such as s3, dynamodb or execute-api");

    public static readonly TextShape Region = new(
        @"[a-z][a-z0-9-]{1,31}",
        "a region, such as eu-west-1");

    public static readonly TextShape Operation = new(
        @"[a-z0-9][a-z0-9.-]{0,62}:[A-Za-z0-9*?]{1,128}",
        "service:Operation, such as dynamodb:GetItem or dynamodb:Get*");

    public static readonly TextShape Vending = new(
        @"[A-Za-z0-9][A-Za-z0-9.-]{0,62}:[A-Za-z0-9]{1,128}",
        "service:Operation, such as sts:AssumeRole, without wildcards");

    public static readonly TextShape Action = new(
        @"(\*|[A-Za-z0-9-]{1,63}:[A-Za-z0-9*?]{1,128})",
        "'*' or service:Action, such as s3:GetObject or s3:Get*");

    public static readonly TextShape Sid = new(
        @"[A-Za-z0-9]{1,128}",
        "1 to 128 letters and digits");

    /// <summary>https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html: a policy's characters end at U+00FF.</summary>
    public static readonly TextShape PolicyText = new(
        @"(?![\s\S]*\$\{(claims|match))[\u0020-\u007E\u00A0-\u00FF]+",
        "a text of characters up to U+00FF without ${claims.…} and ${match.…}: a session policy takes nothing from the caller");

    /// <summary>As <see cref="PolicyText"/>, but may be empty.</summary>
    public static readonly TextShape ConditionValue = new(
        @"(?![\s\S]*\$\{(claims|match))[\u0020-\u007E\u00A0-\u00FF]*",
        "a text of characters up to U+00FF without ${claims.…} and ${match.…}: a session policy takes nothing from the caller");

    public static readonly TextShape Resource = new(
        @"(\*|(?![\s\S]*\$\{(claims|match))arn:[\u0020-\u007E\u00A0-\u00FF]+)",
        "'*' or an ARN without ${claims.…} and ${match.…}: resources take nothing from the caller, but AWS's own ${aws:PrincipalTag/…} works");

    private readonly Regex regex;

    private TextShape(string pattern, string words)
    {
        Pattern = pattern;
        Words = words;
        regex = new Regex($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
    }

    /// <summary>What the whole text must match; the same regular expression stands in the schema.</summary>
    public string Pattern { get; }

    /// <summary>The same for a person; follows "expected".</summary>
    public string Words { get; }

    public bool Fits(string text) => regex.IsMatch(text);
}
