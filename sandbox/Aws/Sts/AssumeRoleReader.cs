using System.Globalization;
using System.Text.RegularExpressions;

namespace Gateway.Sandbox.Aws.Sts;

/// <summary>Reads AssumeRole's parameters and holds them against the bounds of AWS's API reference.</summary>
internal static partial class AssumeRoleReader
{
    public static AssumeRoleCall Read(IReadOnlyDictionary<string, string> form, AssumedSession? caller)
    {
        var call = new AssumeRoleCall
        {
            RoleArn = form.GetValueOrDefault("RoleArn", ""),
            RoleSessionName = form.GetValueOrDefault("RoleSessionName", ""),
            DurationSeconds = form.TryGetValue("DurationSeconds", out var text)
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : text is null ? 3600 : 0,
            ExternalId = form.GetValueOrDefault("ExternalId"),
            SourceIdentity = form.GetValueOrDefault("SourceIdentity"),
            Policy = form.GetValueOrDefault("Policy"),
            PolicyArns = [.. Members(form, "PolicyArns.member.{0}.arn")],
            TransitiveTagKeys = [.. Members(form, "TransitiveTagKeys.member.{0}")],
            Tags = Members(form, "Tags.member.{0}.Key").Zip(Members(form, "Tags.member.{0}.Value"))
                .ToDictionary(t => t.First, t => t.Second, StringComparer.Ordinal),
            Caller = caller,
        };
        return call;
    }

    /// <summary>Holds the parameters against their bounds.</summary>
    /// <exception cref="ServiceException">A parameter is out of AWS's bounds.</exception>
    public static void Check(AssumeRoleCall call)
    {
        Require(RoleArnPattern().IsMatch(call.RoleArn), "roleArn must be the ARN of a role");
        Require(SessionNamePattern().IsMatch(call.RoleSessionName), @"roleSessionName must match [\w+=,.@-]{2,64}");
        Require(call.SourceIdentity is null || SessionNamePattern().IsMatch(call.SourceIdentity), @"sourceIdentity must match [\w+=,.@-]{2,64}");
        Require(call.DurationSeconds is >= 900 and <= 43_200, "durationSeconds must be from 900 to 43200");
        Require(
            call.Caller is null || call.DurationSeconds <= 3600,
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        Require(call.Policy is null or { Length: >= 1 and <= 2048 }, "policy must have a length from 1 to 2048");
        Require(call.Tags.Count <= 50, "tags must have a length of at most 50");
        Require(call.Tags.All(t => TagPattern().IsMatch(t.Key) && t.Key.Length is >= 1 and <= 128), "a tag's key is malformed");
        Require(call.Tags.All(t => TagPattern().IsMatch(t.Value) && t.Value.Length <= 256), "a tag's value is malformed");
        Require(call.TransitiveTagKeys.All(call.Tags.ContainsKey), "The specified transitive tag key must be included in the requested tags.");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ServiceException(400, "ValidationError", message);
        }
    }

    private static IEnumerable<string> Members(IReadOnlyDictionary<string, string> form, string name)
    {
        for (var i = 1; form.TryGetValue(string.Format(CultureInfo.InvariantCulture, name, i), out var value); i++)
        {
            yield return value;
        }
    }

    [GeneratedRegex(@"\Aarn:aws[a-z-]*:iam::[0-9]{12}:role/[\x21-\x7e]{1,576}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RoleArnPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9_+=,.@-]{2,64}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SessionNamePattern();

    [GeneratedRegex(@"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TagPattern();
}
