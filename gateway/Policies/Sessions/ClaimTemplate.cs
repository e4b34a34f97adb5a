using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gateway.Policies.Conditions;

namespace Gateway.Policies.Sessions;

/// <summary>A text with claims in it: <c>${claims.name}</c>, or <c>${claims./json/pointer}</c>.</summary>
internal sealed class ClaimTemplate
{
    private const string Begin = "${claims.";

    private readonly IReadOnlyList<(string Literal, ClaimPointer? Claim)> parts;
    private readonly StsText shape;

    private ClaimTemplate(string text, IReadOnlyList<(string Literal, ClaimPointer? Claim)> parts, StsText shape)
    {
        Text = text;
        this.parts = parts;
        this.shape = shape;
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>Takes a template apart; what is literal in it is checked here and now.</summary>
    /// <param name="text">As written in the policy file.</param>
    /// <param name="shape">What the filled text must be.</param>
    /// <param name="problem">What is wrong with a text that is no template.</param>
    /// <param name="tooLong">Whether the problem is one of length, which depends on all parts together.</param>
    public static ClaimTemplate? TryParse(string text, StsText shape, out string? problem, out bool tooLong)
    {
        var found = new List<(string Literal, ClaimPointer? Claim)>();
        problem = Split(text, found);
        tooLong = false;
        var literal = string.Concat(found.Select(part => part.Literal));
        var claims = found.Exists(part => part.Claim is not null);
        if (problem is null && (claims ? !shape.FitsCharacters(literal) : !shape.Fits(literal)))
        {
            problem = $"expected {shape.Words}, and ${{claims.…}}";
        }
        else if (problem is null && literal.Length > shape.MaxLength)
        {
            tooLong = true;
            problem = $"has {literal.Length} characters besides its claims; {shape.MaxLength} is the most that STS takes";
        }

        return problem is null ? new ClaimTemplate(text, found, shape) : null;
    }

    /// <summary>Fills the claims in; never trims or replaces anything.</summary>
    /// <param name="claims">The token's payload.</param>
    /// <param name="value">The text, which STS takes.</param>
    /// <param name="problem">What is wrong with which claim, without its value.</param>
    public bool TryFill(JsonElement claims, [NotNullWhen(true)] out string? value, [NotNullWhen(false)] out string? problem)
    {
        value = null;
        problem = null;
        var filled = parts is [(var only, null)] ? only : Fill(claims, out problem);
        if (problem is null && !shape.Fits(filled))
        {
            var names = string.Join(", ", parts.Select(part => part.Claim?.Text[1..]).OfType<string>());
            problem = $"comes out of the claims ({names}) as something that STS does not take: {shape.Words}";
        }

        value = problem is null ? filled : null;
        return problem is null;
    }

    private string Fill(JsonElement claims, out string? problem)
    {
        problem = null;
        // Most templates are one claim: then this copies nothing.
        var text = "";
        foreach (var (literal, claim) in parts)
        {
            text += literal;
            if (claim is null)
            {
                continue;
            }

            if (!claim.TryFind(claims, out var value))
            {
                problem = $"needs the claim '{claim.Text[1..]}', which the token does not hold";
                break;
            }

            if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                problem = $"needs the claim '{claim.Text[1..]}' as one value, and the token holds a list or an object";
                break;
            }

            text += value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        }

        return text;
    }

    private static string? Split(string text, List<(string Literal, ClaimPointer? Claim)> found)
    {
        var at = 0;
        while (text.IndexOf("${", at, StringComparison.Ordinal) is var begin and >= 0)
        {
            var end = text.IndexOf('}', begin);
            if (end < 0 || !text.AsSpan(begin).StartsWith(Begin, StringComparison.Ordinal))
            {
                return $"'{(end < 0 ? text[begin..] : text[begin..(end + 1)])}' is not known here; claims are written ${{claims.name}} or ${{claims./json/pointer}}";
            }

            var name = text[(begin + Begin.Length)..end];
            var pointer = name.Contains('{', StringComparison.Ordinal) ? null : name.StartsWith('/') ? ClaimPointer.TryParse(name) : name.Length > 0 ? ClaimPointer.OfClaim(name) : null;
            if (pointer is null)
            {
                return $"'{name}' is neither a claim's name nor a JSON Pointer (RFC 6901)";
            }

            found.Add((text[at..begin], pointer));
            at = end + 1;
        }

        found.Add((text[at..], null));
        return null;
    }
}
