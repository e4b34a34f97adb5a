using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gateway.Auditing;

/// <summary>Writes an audit entry as one line of JSON; absent members are left out. The shape is documented in docs/operations.md.</summary>
internal static class AuditJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    public static void WriteLine(AuditEntry entry, IBufferWriter<byte> output)
    {
        var json = writer ??= new Utf8JsonWriter(Stream.Null, Options);
        json.Reset(output);
        try
        {
            Write(json, entry);
            json.Flush();
        }
        finally
        {
            // Nothing of the record stays with the thread.
            json.Reset(Stream.Null);
        }

        output.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, AuditEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("event"u8, "audit"u8);
        Time(json, entry.Time);
        json.WriteString("requestId"u8, entry.RequestId);
        Text(json, "traceId"u8, entry.TraceId);
        json.WriteString("door"u8, entry.Door);
        json.WriteString("outcome"u8, entry.Outcome);
        Text(json, "reason"u8, entry.Reason);
        Text(json, "message"u8, entry.Message);
        WriteCaller(json, entry);
        Text(json, "revoked"u8, entry.Revoked);
        Text(json, "grant"u8, entry.GrantId);
        Text(json, "role"u8, entry.RoleId);
        Text(json, "roleArn"u8, entry.Session?.RoleArn.ToString());
        Text(json, "sessionName"u8, entry.Session?.SessionName);
        Text(json, "sourceIdentity"u8, entry.Session?.SourceIdentity);
        Text(json, "service"u8, entry.Service);
        Text(json, "action"u8, entry.Action);
        Text(json, "region"u8, entry.Region);
        json.WriteString("method"u8, entry.Method);
        json.WriteString("path"u8, entry.Path);
        json.WriteNumber("status"u8, entry.Status);
        Text(json, "clientAccessKeyId"u8, entry.ClientAccessKeyId);
        Text(json, "awsAccessKeyId"u8, entry.AwsAccessKeyId);
        Text(json, "awsRequestId"u8, entry.AwsRequestId);
        json.WriteNumber("bytesIn"u8, entry.BytesIn);
        json.WriteNumber("bytesOut"u8, entry.BytesOut);
        json.WriteNumber("durationMs"u8, Math.Round(entry.Duration.TotalMilliseconds, 3));
        Text(json, "policyVersion"u8, entry.PolicyVersion);
        Text(json, "sourceIp"u8, entry.SourceIp);
        Text(json, "userAgent"u8, entry.UserAgent);
        json.WriteEndObject();
    }

    private static void Time(Utf8JsonWriter json, DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[24];
        _ = time.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        json.WriteString("time"u8, text[..length]);
    }

    private static void WriteCaller(Utf8JsonWriter json, AuditEntry entry)
    {
        if (entry.Identity is not { } caller)
        {
            return;
        }

        json.WriteStartObject("caller"u8);
        json.WriteString("issuer"u8, caller.Issuer);
        json.WriteString("subject"u8, caller.Subject);
        json.WriteString("name"u8, caller.Name);
        Text(json, "client"u8, caller.Client);
        Text(json, "session"u8, caller.SessionId);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
