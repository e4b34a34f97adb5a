using System.Text.Json;
using Duende.IdentityModel.Client;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Tokens;

/// <summary>What a token endpoint's refusal means to a person.</summary>
internal static class TokenFailure
{
    public static Failure Of(ProtocolResponse response, string issuer) =>
        response.ErrorType is ResponseErrorType.Protocol || ErrorOf(response) is not null
            ? new Failure(ExitCode.LoginFailed, $"{issuer} refused: {Description(response) ?? ErrorOf(response)}.")
            : new Failure(
                ExitCode.Unreachable,
                $"{issuer} cannot be reached: {response.Exception?.GetBaseException().Message ?? response.Error ?? response.HttpErrorReason}.",
                "`stsgw doctor` shows which step fails.");

    /// <summary>The error that the issuer gives, be it with 400 or with another of these statuses: RFC 6749 section 5.2 has 401 for a client. What comes too often (429) or too late (408) says nothing of the login; null where it gives none.</summary>
    public static string? ErrorOf(ProtocolResponse response) =>
        response.ErrorType is ResponseErrorType.Protocol ? response.Error
        : (int)response.HttpStatusCode is >= 400 and < 500 and not (408 or 429) && response.Json is { ValueKind: JsonValueKind.Object } json
            && json.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.String ? error.GetString()
        : null;

    private static string? Description(ProtocolResponse response) =>
        response.Json is { ValueKind: JsonValueKind.Object } json && json.TryGetString("error_description") is { Length: > 0 } text
            ? text.TrimEnd('.')
            : null;
}
