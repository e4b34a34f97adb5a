namespace Gateway.RealTests.Telemetry;

/// <summary>Sessions that an operator ends, and the issuer.</summary>
internal sealed class SessionEndTraffic(Uri gateway, Uri management, StandIns between) : IDisposable
{
    /// <summary>What an operator's role is here: <c>viewer</c> has it.</summary>
    public const string OperatorRole = "analyst";

    private readonly DoorClient _doors = new(gateway);
    private readonly DoorClient _operators = new(management);

    public async Task RoundAsync()
    {
        await _operators.PostAsync("/management/revocations", new { session = $"{Guid.NewGuid()}" }, between.Keycloak.MintAccessToken("viewer"));
        await _operators.PostAsync("/management/revocations", new { session = $"{Guid.NewGuid()}" }, between.Keycloak.MintAccessToken("demo"));
        await LogOutAsync(between.Keycloak.MintLogoutToken("demo", $"{Guid.NewGuid()}"));
        await LogOutAsync(between.Keycloak.MintAccessToken("demo"));
    }

    public void Dispose()
    {
        _doors.Dispose();
        _operators.Dispose();
    }

    private Task LogOutAsync(string token) => _doors.PostFormAsync("/signout-backchannel", new() { ["logout_token"] = token });
}
