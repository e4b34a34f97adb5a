using Gateway.Auditing;

namespace Gateway.Portal;

/// <summary>Records what whoever is not signed in is told is wrong: pages of errors name their request, and so it must be found. Being sent to sign in is no error.</summary>
internal static class PortalRecord
{
    public static void Refuse(HttpContext http, string reason, string message)
    {
        http.Audit().Door = "portal";
        http.Audit().Refused(reason, message);
    }
}
