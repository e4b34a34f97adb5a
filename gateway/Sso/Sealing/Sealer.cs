using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Gateway.Sessions;

namespace Gateway.Sso.Sealing;

/// <summary>Seals what a client or a browser carries between two requests of one login, so that any replica opens it: compressed JSON under a session key.</summary>
internal sealed class Sealer(SessionKeys keys)
{
    private const int MaxLength = 48 * 1024;

    public string Seal<T>(T content)
        where T : ISealed =>
        T.Prefix + Base64Url.EncodeToString(keys.First.Seal(Deflated.From(JsonSerializer.SerializeToUtf8Bytes(content)), Purpose<T>()));

    /// <summary>Opens what a gateway with the same keys sealed for this purpose; false for anything else. Says nothing of its time.</summary>
    public bool TryOpen<T>(string? text, [NotNullWhen(true)] out T? content)
        where T : class, ISealed
    {
        content = null;
        if (text is null || text.Length > MaxLength || !text.StartsWith(T.Prefix, StringComparison.Ordinal) || !Base64Url.IsValid(text.AsSpan(T.Prefix.Length)))
        {
            return false;
        }

        if (!keys.TryOpen(Base64Url.DecodeFromChars(text.AsSpan(T.Prefix.Length)), Purpose<T>(), out var plain, out _))
        {
            return false;
        }

        content = JsonSerializer.Deserialize<T>(Deflated.ToPlain(plain))!;
        return true;
    }

    private static byte[] Purpose<T>()
        where T : ISealed => Encoding.ASCII.GetBytes("gateway sso " + T.Purpose);
}
