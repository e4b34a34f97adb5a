using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Gateway.Cli.Doors;
using Gateway.Cli.Login;
using Gateway.Cli.Terminal;

namespace Gateway.Cli.Credentials;

/// <summary>Asks one of the gateway's credential doors.</summary>
internal sealed record CredentialsRequest(string Role, CredentialMode Mode, int? Duration)
{
    public Task<Result<CredentialsDocument>> SendAsync(GatewaySession session, CancellationToken cancellation) =>
        SendAsync(session, session.Configuration.Doors.Credentials, DoorJson.Default.CredentialsDocument, cancellation);

    public Task<Result<ProcessCredentials>> SendForProcessAsync(GatewaySession session, CancellationToken cancellation) =>
        SendAsync(session, session.Configuration.Doors.ProcessCredentials, DoorJson.Default.ProcessCredentials, cancellation);

    public string Query
    {
        get
        {
            var mode = Mode is CredentialMode.Forward ? "forward" : "credentials";
            var duration = Duration is { } seconds ? $"&duration={seconds.ToString(CultureInfo.InvariantCulture)}" : "";
            return $"?role={Uri.EscapeDataString(Role)}&mode={mode}{duration}";
        }
    }

    private Task<Result<T>> SendAsync<T>(GatewaySession session, string door, JsonTypeInfo<T> shape, CancellationToken cancellation)
        where T : class =>
        session.CallAsync((client, token) => client.GetAsync(session.Target.Address(door + Query), token, shape, cancellation), cancellation);
}
