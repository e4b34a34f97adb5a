namespace Gateway.Portal.Credentials;

/// <summary>What the dialog is given. It stays in the page's memory until the dialog is closed.</summary>
/// <param name="Role">The role's id.</param>
/// <param name="Mode"><c>forward</c> or <c>credentials</c>.</param>
/// <param name="ExpiresInSeconds">How long they last, so that a wrong clock of the client is no matter.</param>
/// <param name="Expiration">When they end, for people.</param>
/// <param name="Secrets">What is hidden until it is asked for.</param>
/// <param name="Tabs">The forms.</param>
internal sealed record CredentialsView(
    string Role, string Mode, int ExpiresInSeconds, string Expiration, IReadOnlyList<string> Secrets, IReadOnlyList<CredentialsTab> Tabs);
