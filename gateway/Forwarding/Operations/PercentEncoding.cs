namespace Gateway.Forwarding.Operations;

/// <summary>Undoes percent-encoding for comparison with known names alone; what is forwarded stays as it came.</summary>
internal static class PercentEncoding
{
    /// <summary>Encodings within encodings are undone this deep; nobody decodes deeper.</summary>
    private const int Depth = 4;

    public static string DecodeAll(string text)
    {
        for (var i = 0; i < Depth && text.Contains('%', StringComparison.Ordinal); i++)
        {
            var decoded = Uri.UnescapeDataString(text);
            if (decoded == text)
            {
                break;
            }

            text = decoded;
        }

        return text;
    }

    /// <summary>A key or value of a query or form: a plus is a space.</summary>
    public static string DecodeForm(string text) => DecodeAll(text.Replace('+', ' '));
}
