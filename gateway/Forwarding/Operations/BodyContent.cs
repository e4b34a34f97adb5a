using Microsoft.Net.Http.Headers;

namespace Gateway.Forwarding.Operations;

/// <summary>What a <c>Content-Type</c> says of how the body may name an operation.</summary>
/// <param name="IsForm">Whether the body is a form (<c>application/x-www-form-urlencoded</c>).</param>
/// <param name="MayBeForm">Whether it is one, or says nothing.</param>
/// <param name="IsPlain">Whether the body has no other reading than its bytes as they stand: one media type, of one part, in a charset in which
/// ASCII is itself. What is written in UTF-16 or UTF-7, or in the parts of <c>multipart/form-data</c>, is not read.</param>
internal readonly record struct BodyContent(bool IsForm, bool MayBeForm, bool IsPlain)
{
    private const string Form = "application/x-www-form-urlencoded";

    public static BodyContent Of(string? contentType)
    {
        if (string.IsNullOrWhiteSpace(contentType))
        {
            return new BodyContent(IsForm: false, MayBeForm: true, IsPlain: true);
        }

        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
        {
            var holdsForm = contentType.Contains(Form, StringComparison.OrdinalIgnoreCase);
            return new BodyContent(holdsForm, holdsForm, IsPlain: false);
        }

        var isForm = type.MediaType.Equals(Form, StringComparison.OrdinalIgnoreCase);
        return new BodyContent(isForm, isForm, !type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase) && type.Parameters.All(IsAscii));
    }

    private static bool IsAscii(NameValueHeaderValue parameter) =>
        !parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase)
        || HeaderUtilities.RemoveQuotes(parameter.Value).ToString().Trim().ToLowerInvariant() is "utf-8" or "utf8" or "iso-8859-1" or "us-ascii";
}
