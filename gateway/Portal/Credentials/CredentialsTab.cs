namespace Gateway.Portal.Credentials;

/// <summary>One form that credentials are given in.</summary>
/// <param name="Id">For the page's script.</param>
/// <param name="Label">The tab's name.</param>
/// <param name="Hint">What to do with the text.</param>
/// <param name="Text">What is shown and copied.</param>
internal sealed record CredentialsTab(string Id, string Label, string Hint, string Text);
