using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gateway.Sandbox.Aws.Policies;
using Microsoft.AspNetCore.WebUtilities;

namespace Gateway.Sandbox.Aws.Sts;

/// <summary>AssumeRole and GetCallerIdentity: https://docs.aws.amazon.com/STS/latest/APIReference/</summary>
internal sealed class StsService(CredentialStore credentials, TimeProvider time) : IAwsService
{
    private readonly ConcurrentQueue<AssumeRoleCall> assumeRoleCalls = new();

    public IReadOnlyList<AssumeRoleCall> AssumeRoleCalls => [.. assumeRoleCalls];

    public Task HandleAsync(AwsCall call)
    {
        // A repeated parameter reads as its values joined, which then fits no pattern.
        var form = new FormReader(Encoding.UTF8.GetString(call.Body)).ReadForm()
            .ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal);
        call.Operation = form.GetValueOrDefault("Action", "");
        if (form.GetValueOrDefault("Version") != "2011-06-15")
        {
            throw new ServiceException(400, "InvalidAction", "Could not find operation for version.");
        }

        return call.Operation switch
        {
            "AssumeRole" => AssumeRoleAsync(call, form),
            "GetCallerIdentity" => GetCallerIdentityAsync(call),
            _ => throw new ServiceException(400, "InvalidAction", $"Could not find operation {call.Operation}"),
        };
    }

    private Task AssumeRoleAsync(AwsCall call, Dictionary<string, string> form)
    {
        var wish = AssumeRoleReader.Read(form, call.Session);
        assumeRoleCalls.Enqueue(wish);
        call.RaiseFault();
        AssumeRoleReader.Check(wish);
        var session = new AssumedSession
        {
            AccessKeyId = "ASIA" + Convert.ToHexString(RandomNumberGenerator.GetBytes(8)),
            RoleArn = wish.RoleArn,
            RoleSessionName = wish.RoleSessionName,
            Expiration = time.GetUtcNow().AddSeconds(wish.DurationSeconds),
            Chained = call.Session is not null,
            SourceIdentity = wish.SourceIdentity,
            Tags = wish.Tags,
            Policy = wish.Policy is null ? null : SessionPolicy.Parse(wish.Policy),
        };
        var credential = new AwsCredential(session.AccessKeyId, RandomText(30), RandomText(300), session);
        credentials.Add(credential);
        return AnswerAsync(
            call,
            $"<AssumedRoleUser><AssumedRoleId>AROASTANDIN:{session.RoleSessionName}</AssumedRoleId><Arn>{session.Arn}</Arn></AssumedRoleUser>"
            + $"<Credentials><AccessKeyId>{session.AccessKeyId}</AccessKeyId><SecretAccessKey>{credential.SecretAccessKey}</SecretAccessKey>"
            + $"<SessionToken>{credential.SessionToken}</SessionToken><Expiration>{Iso(session.Expiration)}</Expiration></Credentials>"
            + (wish.SourceIdentity is null ? "" : $"<SourceIdentity>{wish.SourceIdentity}</SourceIdentity>"));
    }

    private static Task GetCallerIdentityAsync(AwsCall call)
    {
        call.RaiseFault();
        var arn = call.Session?.Arn ?? "arn:aws:iam::000000000000:user/base";
        var account = call.Session?.AccountId ?? "000000000000";
        return AnswerAsync(call, $"<Arn>{arn}</Arn><UserId>{call.Signature.Claim.AccessKeyId}</UserId><Account>{account}</Account>");
    }

    private static Task AnswerAsync(AwsCall call, string result) => HttpAnswer.XmlAsync(
        call.Context,
        $"<{call.Operation}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{call.Operation}Result>{result}</{call.Operation}Result>"
        + $"<ResponseMetadata><RequestId>{call.RequestId}</RequestId></ResponseMetadata></{call.Operation}Response>");

    private static string RandomText(int bytes) => Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes));

    private static string Iso(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
