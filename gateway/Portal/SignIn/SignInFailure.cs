using Gateway.Auditing;

namespace Gateway.Portal.SignIn;

/// <summary>Why a sign-in did not come to its end.</summary>
/// <param name="Code">For the audit record.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Title">For the person: what happened.</param>
/// <param name="Message">For the person: why, and what to do next.</param>
internal sealed record SignInFailure(string Code, int Status, string Title, string Message)
{
    public static readonly SignInFailure Interrupted = new("sign-in-interrupted", 400, "This sign-in cannot be completed",
        "It was started in another browser, too long ago, or has been used already. Start again; if that does not help, allow cookies for this site.");

    public static readonly SignInFailure Declined = new("sign-in-declined", 403, "You did not sign in",
        "The sign-in was cancelled, or your account may not use this portal.");

    public static readonly SignInFailure Unavailable = new("issuer-unavailable", 503, "The sign-in service cannot be reached",
        "Nothing is wrong with your account. Try again in a moment; if it stays so, tell whoever runs Keycloak.");

    public static readonly SignInFailure AuditUnavailable = new(AuditUnavailableException.Reason, 503, "Not at the moment", AuditUnavailableException.Words);

    public static readonly SignInFailure Clock = new("sign-in-clock", 503, "The clocks do not agree",
        "The sign-in service's answer is too old or not valid yet by this gateway's clock. Whoever runs the gateway has to compare both clocks.");

    public static readonly SignInFailure Misconfigured = new("sign-in-misconfigured", 500, "The portal is not set up correctly",
        "The sign-in service refuses the portal's client. Whoever runs the gateway finds the cause in its log, under event 1901.");

    public static SignInFailure Rejected(string message) => new("sign-in-rejected", 403, "Your sign-in is not accepted", message);
}
