using System.Diagnostics.CodeAnalysis;

namespace Gateway.Signing;

/// <summary>What stands behind the three names of the Authorization header, in whatever order they came.</summary>
internal readonly record struct AuthorizationParts(ReadOnlyMemory<char> Credential, ReadOnlyMemory<char> SignedHeaders, ReadOnlyMemory<char> Signature)
{
    private const string CredentialName = "Credential=";
    private const string SignedHeadersName = "SignedHeaders=";
    private const string SignatureName = "Signature=";
    private const string Blanks = " \t";

    /// <summary>A comma divides only where one of the names follows: an access key id may be a role ARN, and a role's name may hold commas.</summary>
    public static bool TryParse(ReadOnlyMemory<char> text, out AuthorizationParts parts, [NotNullWhen(false)] out string? problem)
    {
        parts = default;
        problem = null;
        var end = text.Length;
        while (end > 0)
        {
            var start = StartOfLastPart(text.Span[..end]);
            var part = text[start..end].Trim(Blanks);
            end = start - 1;
            problem = Take(part, ref parts);
            if (problem is not null)
            {
                return false;
            }
        }

        problem = parts switch
        {
            { Credential.IsEmpty: true } => "it has no Credential",
            { SignedHeaders.IsEmpty: true } => "it has no SignedHeaders",
            { Signature.IsEmpty: true } => "it has no Signature",
            _ => null,
        };
        return problem is null;
    }

    private static string? Take(ReadOnlyMemory<char> part, ref AuthorizationParts parts)
    {
        var text = part.Span;
        if (text.StartsWith(CredentialName, StringComparison.Ordinal) && parts.Credential.IsEmpty)
        {
            parts = parts with { Credential = part[CredentialName.Length..] };
        }
        else if (text.StartsWith(SignedHeadersName, StringComparison.Ordinal) && parts.SignedHeaders.IsEmpty)
        {
            parts = parts with { SignedHeaders = part[SignedHeadersName.Length..] };
        }
        else if (text.StartsWith(SignatureName, StringComparison.Ordinal) && parts.Signature.IsEmpty)
        {
            parts = parts with { Signature = part[SignatureName.Length..] };
        }
        else
        {
            return "it must have Credential, SignedHeaders and Signature, each once, divided by commas";
        }

        return null;
    }

    private static int StartOfLastPart(ReadOnlySpan<char> text)
    {
        var end = text.Length;
        while (true)
        {
            var comma = text[..end].LastIndexOf(',');
            if (comma < 0 || BeginsWithName(text[(comma + 1)..].TrimStart(Blanks)))
            {
                return comma + 1;
            }

            end = comma;
        }
    }

    private static bool BeginsWithName(ReadOnlySpan<char> text) =>
        text.StartsWith(CredentialName, StringComparison.Ordinal)
        || text.StartsWith(SignedHeadersName, StringComparison.Ordinal)
        || text.StartsWith(SignatureName, StringComparison.Ordinal);
}
