using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Gateway.Signing;

/// <summary>What a signing key is good for: <c>{Date}/{Region}/{Service}/aws4_request</c>.</summary>
/// <param name="Date">Eight digits: yyyyMMdd.</param>
/// <param name="Region">As the signer wrote it, <c>eu-west-1</c>; 1 to 64 characters where it was parsed.</param>
/// <param name="Service">The signing name, <c>s3</c>; 1 to 64 characters where it was parsed.</param>
internal readonly record struct CredentialScope(string Date, string Region, string Service)
{
    /// <summary>The last part of every scope.</summary>
    public const string Terminator = "aws4_request";

    private const int LongestPart = 64;

    // What the regions and signing names of botocore's endpoint data are made of, with some room.
    private static readonly SearchValues<char> PartCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    /// <summary>Takes a credential apart from the right, because an access key id may be a role ARN, with '/' and ':' in it.</summary>
    public static bool TryParse(
        ReadOnlySpan<char> credential, [NotNullWhen(true)] out string? accessKeyId, out CredentialScope scope, [NotNullWhen(false)] out string? problem)
    {
        accessKeyId = null;
        scope = default;
        var rest = credential;
        var terminator = TakeLast(ref rest);
        var service = TakeLast(ref rest);
        var region = TakeLast(ref rest);
        var date = TakeLast(ref rest);
        if (rest.IsEmpty || date.IsEmpty || region.IsEmpty || service.IsEmpty)
        {
            problem = "the credential must be <access key id>/<date>/<region>/<service>/aws4_request";
            return false;
        }

        if (!terminator.SequenceEqual(Terminator))
        {
            problem = "the credential must end with aws4_request";
            return false;
        }

        if (date.Length != 8 || date.ContainsAnyExceptInRange('0', '9'))
        {
            problem = "the date of the credential must be eight digits, yyyyMMdd";
            return false;
        }

        if (!IsPart(region) || !IsPart(service))
        {
            problem = $"the region and the service of the credential must be 1 to {LongestPart} letters, digits, '-', '_' or '.'";
            return false;
        }

        accessKeyId = rest.ToString();
        scope = new CredentialScope(date.ToString(), region.ToString(), service.ToString());
        problem = null;
        return true;
    }

    public override string ToString() => $"{Date}/{Region}/{Service}/{Terminator}";

    private static bool IsPart(ReadOnlySpan<char> part) => part.Length is > 0 and <= LongestPart && !part.ContainsAnyExcept(PartCharacters);

    private static ReadOnlySpan<char> TakeLast(ref ReadOnlySpan<char> rest)
    {
        var slash = rest.LastIndexOf('/');
        var last = rest[(slash + 1)..];
        rest = slash < 0 ? default : rest[..slash];
        return last;
    }
}
