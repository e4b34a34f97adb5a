namespace Gateway.Portal.SignIn;

/// <summary>The issuer signed someone in whose access token the gateway does not take; carries the reason through the handler's events.</summary>
internal sealed class SignInRejectedException(string message) : Exception(message);
