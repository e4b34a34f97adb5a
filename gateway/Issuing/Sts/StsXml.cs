using System.Xml.Linq;

namespace Gateway.Issuing.Sts;

/// <summary>Writes the answers of the STS query API.</summary>
/// <remarks>https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html</remarks>
internal static class StsXml
{
    public const string ContentType = "text/xml";

    private static readonly XNamespace Sts = "https://sts.amazonaws.com/doc/2011-06-15/";

    public static string Answer(IssuedCredentials issued, string subject, string issuer, string audience, string requestId) =>
        new XElement(Sts + "AssumeRoleWithWebIdentityResponse",
            new XElement(Sts + "AssumeRoleWithWebIdentityResult",
                new XElement(Sts + "SubjectFromWebIdentityToken", PrintableText.Of(subject)),
                new XElement(Sts + "Audience", audience),
                new XElement(Sts + "AssumedRoleUser",
                    new XElement(Sts + "Arn", issued.AssumedRoleArn),
                    new XElement(Sts + "AssumedRoleId", issued.AssumedRoleId)),
                new XElement(Sts + "Credentials",
                    new XElement(Sts + "AccessKeyId", issued.AccessKeyId),
                    new XElement(Sts + "SecretAccessKey", issued.SecretAccessKey),
                    new XElement(Sts + "SessionToken", issued.SessionToken),
                    new XElement(Sts + "Expiration", issued.Expiration)),
                new XElement(Sts + "Provider", issuer),
                issued.Role.Session.SourceIdentity is { } source ? new XElement(Sts + "SourceIdentity", source) : null),
            Metadata(requestId)).ToString(SaveOptions.DisableFormatting);

    public static string Error(StsError error, string message, string requestId) =>
        new XElement(Sts + "ErrorResponse",
            new XElement(Sts + "Error",
                new XElement(Sts + "Type", error.Status < 500 ? "Sender" : "Receiver"),
                new XElement(Sts + "Code", error.Code),
                new XElement(Sts + "Message", PrintableText.Of(message))),
            new XElement(Sts + "RequestId", requestId)).ToString(SaveOptions.DisableFormatting);

    private static XElement Metadata(string requestId) =>
        new(Sts + "ResponseMetadata", new XElement(Sts + "RequestId", requestId));
}
