using System.Globalization;
using Gateway.Policies;

namespace Gateway.Issuing;

/// <summary>Reads <c>role</c>, <c>mode</c> and <c>duration</c> of the doors that hand out credentials.</summary>
internal static class IssueParameters
{
    /// <summary>What is asked for, or what is wrong with a parameter.</summary>
    /// <param name="context">The request.</param>
    /// <param name="usual">The mode where none is named.</param>
    public static IssueResult<IssueRequest> Read(HttpContext context, AccessMode usual)
    {
        Refusal? refusal = null;
        var role = context.Parameter("role", ref refusal);
        var modeText = context.Parameter("mode", ref refusal);
        var durationText = context.Parameter("duration", ref refusal);
        var mode = modeText is null ? usual : AccessModes.Find(modeText);
        if (mode is not (AccessMode.Credentials or AccessMode.Forward))
        {
            refusal ??= new Refusal(RefusalKind.InvalidRequest, "mode must be 'credentials' for AWS's own credentials or 'forward' for gateway credentials.");
        }

        var duration = Duration("duration", durationText, ref refusal);
        return refusal is not null ? refusal : new IssueRequest(role, mode!.Value, duration);
    }

    public static TimeSpan? Duration(string name, string? text, ref Refusal? refusal)
    {
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        refusal ??= new Refusal(RefusalKind.InvalidRequest, $"{name} must be a whole number of seconds, such as 3600.");
        return null;
    }
}
