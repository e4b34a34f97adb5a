using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Gateway.Issuing;

namespace Gateway.Sso.Assignments;

/// <summary>One page of a sorted list. The token names the last item before it, so that no server keeps a place.</summary>
/// <param name="Items">What the page holds.</param>
/// <param name="NextToken">Where the next page begins; null: there is none.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken)
{
    private const int MaxToken = 1024;

    /// <summary>The page that <c>next_token</c> and <c>max_result</c> (1 to 100) ask for.</summary>
    public static IssueResult<Page<T>> Of(HttpContext context, IReadOnlyList<T> all, Func<T, string> key)
    {
        Refusal? refusal = null;
        var token = context.Parameter("next_token", ref refusal);
        var text = context.Parameter("max_result", ref refusal);
        var size = 100;
        if (text is not null && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size is < 1 or > 100))
        {
            refusal ??= new Refusal(RefusalKind.InvalidRequest, "max_result must be between 1 and 100.");
        }

        if (token is not null && (token.Length > MaxToken || !Base64Url.IsValid(token)))
        {
            refusal ??= new Refusal(RefusalKind.InvalidRequest, "next_token is none that this service gave.");
        }

        if (refusal is not null)
        {
            return refusal;
        }

        var after = token is null ? null : Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        var rest = all.Where(item => after is null || string.CompareOrdinal(key(item), after) > 0).ToList();
        var items = rest.Take(size).ToList();
        return new Page<T>(items, rest.Count > items.Count ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key(items[^1]))) : null);
    }
}
