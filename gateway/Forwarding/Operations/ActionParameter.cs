using System.Text;

namespace Gateway.Forwarding.Operations;

/// <summary>The query protocol's <c>Action</c>, in the query string, in the form, or in both.</summary>
/// <remarks>https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#protocol-behaviors</remarks>
internal static class ActionParameter
{
    /// <summary>Every value of every key that some parser may take for <c>Action</c> (or for <c>Operation</c>, its name in older services).</summary>
    public static IEnumerable<string> Read(RequestQuery query)
    {
        foreach (var (key, value) in query.Pairs)
        {
            if (IsAction(key))
            {
                yield return value;
            }
        }
    }

    public static RequestQuery Form(in OperationRequest request) => RequestQuery.Parse(Encoding.Latin1.GetString(request.Body.Span));

    private static bool IsAction(string key)
    {
        if (key.Length is < 6 or > 32)
        {
            return false;
        }

        Span<char> letters = stackalloc char[key.Length];
        var count = 0;
        foreach (var character in key)
        {
            if (char.IsAsciiLetter(character))
            {
                letters[count++] = char.ToLowerInvariant(character);
            }
        }

        return letters[..count] is "action" or "operation";
    }
}
