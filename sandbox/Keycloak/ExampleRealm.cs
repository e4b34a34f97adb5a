namespace Gateway.Sandbox.Keycloak;

/// <summary>Users and clients of the realm <c>example</c>, as keycloak/example-realm.json has them.</summary>
internal static class ExampleRealm
{
    public const string Name = "example";

    /// <summary>The client whose roles are the AWS roles, and the audience of every access token.</summary>
    public const string Audience = "gateway";

    public static IReadOnlyList<RealmUser> Users { get; } =
    [
        new()
        {
            Username = "demo",
            Password = "demo",
            Subject = "6d1f3a52-0b7e-4c0e-9a55-6f1d2c3b4a01",
            GivenName = "Demo",
            FamilyName = "Example",
            ClientRoles = ["orders-reader", "orders-writer", "arn:aws:iam::111122223333:role/Legacy"],
            Team = "orders",
        },
        new()
        {
            Username = "viewer",
            Password = "viewer",
            Subject = "6d1f3a52-0b7e-4c0e-9a55-6f1d2c3b4a02",
            GivenName = "Viewer",
            FamilyName = "Example",
            ClientRoles = ["analyst"],
        },
        new()
        {
            Username = "suspended",
            Password = "suspended",
            Subject = "6d1f3a52-0b7e-4c0e-9a55-6f1d2c3b4a03",
            GivenName = "Suspended",
            FamilyName = "Example",
            ClientRoles = ["orders-reader"],
            Groups = ["/suspended"],
        },
        new()
        {
            Username = "service-account-ci",
            Subject = "6d1f3a52-0b7e-4c0e-9a55-6f1d2c3b4a04",
            ClientRoles = ["orders-reader"],
            Team = "orders",
        },
    ];

    public static IReadOnlyList<RealmClient> Clients { get; } =
    [
        new() { ClientId = "stsgw", StandardFlow = true, DeviceFlow = true, PasswordGrant = true },
        new() { ClientId = "portal", Secret = "example-only-portal-secret", StandardFlow = true },
        new() { ClientId = "ci", Secret = "example-only-ci-secret", ServiceAccount = "service-account-ci" },
    ];

    /// <summary>The user of that name.</summary>
    /// <exception cref="KeyNotFoundException">The realm has no such user.</exception>
    public static RealmUser User(string name) => Users.FirstOrDefault(u => u.Username == name)
        ?? throw new KeyNotFoundException($"The realm has no user '{name}'.");
}
