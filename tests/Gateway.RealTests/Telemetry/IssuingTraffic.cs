namespace Gateway.RealTests.Telemetry;

/// <summary>Calls at the doors that list roles and issue credentials, by SDKs' ways as well.</summary>
internal sealed class IssuingTraffic(Uri gateway, StandIns between) : IDisposable
{
    private readonly DoorClient _doors = new(gateway);

    public async Task RoundAsync()
    {
        var demo = between.Keycloak.MintAccessToken("demo");
        await _doors.GetAsync("/api/roles", demo);
        await _doors.GetAsync("/api/roles", "no-token");
        await _doors.GetAsync("/api/credentials?role=orders-reader", demo);
        await _doors.GetAsync("/api/credentials?role=orders-reader", between.Keycloak.MintAccessToken("viewer"));
        await _doors.GetAsync("/api/process-credentials?role=orders-reader", demo);
        await _doors.GetAsync("/api/login?role=orders-reader", demo);
        await _doors.GetAsync("/container/credentials?role=orders-reader", demo);
        await AssumeAsync("/", demo);
        await AssumeAsync("/sts", demo);
    }

    public void Dispose() => _doors.Dispose();

    private Task AssumeAsync(string door, string token) => _doors.PostFormAsync(door, new()
    {
        ["Action"] = "AssumeRoleWithWebIdentity",
        ["Version"] = "2011-06-15",
        ["RoleArn"] = "arn:aws:iam::111122223333:role/OrdersReader",
        ["RoleSessionName"] = "demo",
        ["WebIdentityToken"] = token,
    });
}
