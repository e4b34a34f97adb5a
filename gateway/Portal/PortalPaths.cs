using Gateway.Issuing;

namespace Gateway.Portal;

/// <summary>The portal's addresses. A request with an AWS signature never comes here, whatever its path.</summary>
internal static class PortalPaths
{
    public const string Home = "/";
    public const string Why = "/why";
    public const string Console = "/console";
    public const string ConsoleOptions = "/console/options";
    public const string Credentials = "/credentials";
    public const string SignIn = "/signin";
    public const string Callback = "/signin-oidc";
    public const string StepUp = "/step-up";
    public const string SignOut = "/signout";
    public const string SignedOut = "/signed-out";
    public const string Assets = "/portal";

    /// <summary>Whether the client wants a page: a browser says so, programs do not.</summary>
    public static bool WantsPage(HttpRequest request) =>
        request.Headers.Accept.Any(value => value?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);

    public static string SignInFor(ReturnPath back) => $"{SignIn}?return={Uri.EscapeDataString(back.Value)}";

    /// <summary>A login from before a revocation does not do; one made now does.</summary>
    public static string FreshSignInFor(ReturnPath back) => $"{SignInFor(back)}&prompt=login";

    /// <summary>The sign-in that mends such a refusal of the login.</summary>
    public static string SignInAfter(RefusalKind refusal, ReturnPath back) => refusal == RefusalKind.Revoked ? FreshSignInFor(back) : SignInFor(back);

    public static string StepUpFor(string role, string back) =>
        $"{StepUp}?role={Uri.EscapeDataString(role)}&return={Uri.EscapeDataString(back)}";
}
