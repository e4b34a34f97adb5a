using Duende.IdentityModel.Client;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Tokens;

/// <summary>What a token endpoint's refusal means to a person.</summary>
internal static class TokenFailure
{
    public static Failure Of(ProtocolResponse response, string issuer) =>
        response.ErrorType is ResponseErrorType.Protocol
            ? new Failure(ExitCode.LoginFailed, $"{issuer} refused: {Description(response) ?? response.Error}.")
            : new Failure(
                ExitCode.Unreachable,
                $"{issuer} cannot be reached: {response.Exception?.GetBaseException().Message ?? response.Error ?? response.HttpErrorReason}.",
                "`stsgw doctor` shows which step fails.");

    private static string? Description(ProtocolResponse response) =>
        response.Json is { ValueKind: System.Text.Json.JsonValueKind.Object } json && json.TryGetString("error_description") is { Length: > 0 } text
            ? text.TrimEnd('.')
            : null;
}
