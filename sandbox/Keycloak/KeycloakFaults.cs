namespace Gateway.Sandbox.Keycloak;

/// <summary>A switch by which a test takes the realm down.</summary>
internal sealed class KeycloakFaults
{
    private volatile bool down;

    public bool IsDown => down;

    /// <summary>Resets every connection from now on.</summary>
    public void Down() => down = true;

    public void Up() => down = false;
}
