using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gateway.Auditing;

/// <summary>Writes an audit entry as one line of JSON; absent members are left out. The shape is documented in docs/operations.md.</summary>
internal static class AuditJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteLine(AuditEntry entry, IBufferWriter<byte> output)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("event", "audit");
            json.WriteString("time", entry.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"));
            json.WriteString("requestId", entry.RequestId);
            json.WriteString("door", entry.Door);
            json.WriteString("outcome", Outcome(entry));
            Text(json, "reason", entry.Reason);
            Text(json, "message", entry.Message);
            WriteCaller(json, entry);
            Text(json, "revoked", entry.Revoked);
            Text(json, "grant", entry.GrantId);
            Text(json, "role", entry.RoleId);
            Text(json, "roleArn", entry.Session?.RoleArn.ToString());
            Text(json, "sessionName", entry.Session?.SessionName);
            Text(json, "sourceIdentity", entry.Session?.SourceIdentity);
            Text(json, "service", entry.Service);
            Text(json, "action", entry.Action);
            Text(json, "region", entry.Region);
            json.WriteString("method", entry.Method);
            json.WriteString("path", entry.Path);
            json.WriteNumber("status", entry.Status);
            Text(json, "clientAccessKeyId", entry.ClientAccessKeyId);
            Text(json, "awsAccessKeyId", entry.AwsAccessKeyId);
            Text(json, "awsRequestId", entry.AwsRequestId);
            json.WriteNumber("bytesIn", entry.BytesIn);
            json.WriteNumber("bytesOut", entry.BytesOut);
            json.WriteNumber("durationMs", Math.Round(entry.Duration.TotalMilliseconds, 3));
            Text(json, "policyVersion", entry.PolicyVersion);
            Text(json, "sourceIp", entry.SourceIp);
            Text(json, "userAgent", entry.UserAgent);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static string Outcome(AuditEntry entry) => entry switch
    {
        { Reason: null } => "allowed",
        { Status: >= 500 } => "failed",
        _ => "denied",
    };

    private static void WriteCaller(Utf8JsonWriter json, AuditEntry entry)
    {
        if (entry.Caller is not { } caller)
        {
            return;
        }

        json.WriteStartObject("caller");
        json.WriteString("issuer", caller.Issuer);
        json.WriteString("subject", caller.Subject);
        json.WriteString("name", caller.Name);
        Text(json, "client", caller.Client);
        Text(json, "session", caller.SessionId);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
