namespace Gateway.Signing;

/// <summary>Whether a signature's date may stand now. It is bounded in the past and in the future.</summary>
internal static class SignatureTime
{
    /// <summary>How far a client's clock may be off, either way: 15 minutes, as at AWS.</summary>
    public static readonly TimeSpan AllowedSkew = TimeSpan.FromMinutes(15);

    /// <summary>How long a presigned request may hold: 7 days, since its signing key is good for no longer.</summary>
    public static readonly TimeSpan LongestExpiry = TimeSpan.FromDays(7);

    public static SigV4Error? Check(SigV4Signature signature, DateTimeOffset now)
    {
        var date = signature.TimestampText.AsSpan(0, 8);
        if (!date.SequenceEqual(signature.Scope.Date))
        {
            return new SigV4Error(
                SigV4Fault.ScopeDateDiffers,
                $"The date of the credential scope does not match the date of the request: '{signature.Scope.Date}' != '{date}', from '{signature.TimestampText}'.");
        }

        if (!signature.IsPresigned)
        {
            return (now - signature.Timestamp).Duration() <= AllowedSkew ? null : Skewed(signature, now);
        }

        if (signature.Timestamp - now > AllowedSkew)
        {
            return new SigV4Error(
                SigV4Fault.NotYetValid, $"Request is not valid yet: it is dated {signature.TimestampText}, and it is {SigV4Timestamp.Format(now)}.");
        }

        return now - signature.Timestamp <= signature.Expires
            ? null
            : new SigV4Error(
                SigV4Fault.Expired,
                $"Request has expired: it is dated {signature.TimestampText}, holds for {signature.Expires?.TotalSeconds:0} s, and it is {SigV4Timestamp.Format(now)}.");
    }

    private static SigV4Error Skewed(SigV4Signature signature, DateTimeOffset now)
    {
        var ours = SigV4Timestamp.Format(now);
        return new SigV4Error(
            SigV4Fault.TimeTooSkewed,
            "The difference between the request time and the current time is too large: " + (signature.Timestamp < now
                ? $"Signature expired: {signature.TimestampText} is more than 15 minutes earlier than {ours}. "
                : $"Signature not yet current: {signature.TimestampText} is more than 15 minutes later than {ours}. ")
            + "Set the client's clock.");
    }
}
