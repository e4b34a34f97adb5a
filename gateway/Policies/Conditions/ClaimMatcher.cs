using System.Text.Json;

namespace Gateway.Policies.Conditions;

/// <summary>One value that a claim may have: a JSON scalar of the same type and value, or a text like a pattern.</summary>
internal sealed class ClaimMatcher
{
    private readonly JsonElement value;
    private readonly LikePattern? like;

    private ClaimMatcher(JsonElement value, LikePattern? like)
    {
        this.value = value;
        this.like = like;
    }

    /// <summary>As the policy file has it.</summary>
    public string Text => like is not null ? $"like {like.Text}" : value.GetRawText();

    /// <summary>The text or truth value that it equals, to be indexed by; null where it is a pattern or a number, which has many spellings.</summary>
    public string? IndexText => like is not null ? null : IndexTextOf(value);

    public static ClaimMatcher Equal(JsonElement scalar) => new(scalar.Clone(), null);

    public static ClaimMatcher Like(string pattern) => new(default, new LikePattern(pattern));

    /// <summary>What a claim's value is found by in the index.</summary>
    public static string? IndexTextOf(JsonElement claim) => claim.ValueKind switch
    {
        JsonValueKind.String => claim.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    public bool Matches(JsonElement claim) =>
        like is not null
            ? claim.ValueKind == JsonValueKind.String && like.Matches(claim.GetString()!)
            : claim.ValueKind == value.ValueKind && JsonElement.DeepEquals(claim, value);
}
