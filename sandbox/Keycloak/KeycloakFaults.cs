namespace Gateway.Sandbox.Keycloak;

/// <summary>Switches by which a test takes the realm down, or lets it lie.</summary>
internal sealed class KeycloakFaults
{
    private volatile bool down;
    private volatile KeycloakLie lie;

    public bool IsDown => down;

    public KeycloakLie Lie
    {
        get => lie;
        set => lie = value;
    }

    /// <summary>Whether no session is ended by its refresh token, which is Keycloak's own way.</summary>
    public bool RefusesLogout { get; set; }

    /// <summary>Resets every connection from now on.</summary>
    public void Down() => down = true;

    public void Up() => down = false;
}
