using System.Text;

namespace Gateway.Tests.Forwarding.Mutations;

/// <summary>One change to the bytes of a request.</summary>
/// <param name="Kind">Which change.</param>
/// <param name="Place">Where; taken modulo what there is.</param>
/// <param name="Choice">Of several possibilities, which; taken modulo their number.</param>
/// <param name="Value">A byte to put there.</param>
internal sealed record Mutation(MutationKind Kind, int Place, int Choice, byte Value)
{
    /// <summary>What parsers have been known to disagree about.</summary>
    private static readonly string[] Fragments =
    [
        "\r\n", "\n", "\r", "\0", "\t", " ", "  ", "%00", "%", "%2", "%2F", "%2f", "%252F", "%2e%2e/", "/../", "/./", "//", "\\", "..;/", "?", "#", "&", "&&", "&a=b", "=", "+", ";",
        ",", ":", "\"", "é", "\u00ff", "@", "aws/s3/eu-west-1/", "&X-Amz-Signature=0", "&X-Amz-Expires=604800", "&AWSAccessKeyId=x", "?session", "&session=",
    ];

    private static readonly string[] Lines =
    [
        "Transfer-Encoding: chunked", "Transfer-Encoding : chunked", "Transfer-Encoding: identity", "Transfer-Encoding: xchunked", "Transfer-Encoding: chunked, identity", "TE: trailers",
        "Content-Length: 0", "Content-Length: 3", "Content-Length : 5", "Content-Length: +5", "Content-Length: 5, 5", "Content-Length: -1", " folded: line", "no colon", ": no name", "a:",
        "Host: other.example", "Host:", "Connection: close", "Connection: X-Amz-Date", "Connection: X-Amz-Security-Token, Host", "Connection: content-type", "Connection: upgrade", "Upgrade: h2c",
        "Expect: 100-continue", "Expect: 200-ok", "X-Amz-Date: 20200101T000000Z", "x-amz-acl: public-read", "X-Amz-Target: DynamoDB_20120810.DeleteTable", "X-Amz-Content-Sha256: UNSIGNED-PAYLOAD",
        "X-Amz-Security-Token: x", "x-amz-copy-source: /other/object", "X-Amz-Decoded-Content-Length: 1", "X-Amz-Trailer: x-amz-checksum-crc32", "Authorization: Bearer x", "Authorization: AWS a:b",
        "X-Gateway-Role: orders-writer", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Host: other.example", "X-Original-URL: /admin", "X-HTTP-Method-Override: DELETE", "Content-Encoding: gzip",
        "Content-Encoding: aws-chunked", "Content-Type: application/x-www-form-urlencoded", "smithy-protocol: rpc-v2-cbor", "Cookie: a=b", "Range: bytes=0-1", "Trailer: x-amz-acl", "Date: Thu, 01 Jan 1970 00:00:00 GMT",
        "Keep-Alive: timeout=1", "Proxy-Connection: close", "X-Content-Length: 3",
    ];

    public byte[] Apply(byte[] request)
    {
        var head = HeadLength(request);
        var at = Place % (request.Length + 1);
        var byteAt = Place % request.Length;
        return Kind switch
        {
            MutationKind.FlipBit => With(request, byteAt, 1, [(byte)(request[byteAt] ^ (1 << (Choice % 8)))]),
            MutationKind.ReplaceByte => With(request, byteAt, 1, [Value]),
            MutationKind.DeleteByte => With(request, byteAt, 1, []),
            MutationKind.InsertByte => With(request, at, 0, [Value]),
            MutationKind.InsertFragment => With(request, at, 0, Encoding.Latin1.GetBytes(Fragments[Choice % Fragments.Length])),
            MutationKind.InsertInTarget => With(request, request.AsSpan().IndexOf((byte)' ') + 1 + (Place % TargetLength(request)), 0, Encoding.Latin1.GetBytes(Fragments[Choice % Fragments.Length])),
            MutationKind.Truncate => request[..byteAt],
            MutationKind.Append => [.. request, .. Encoding.Latin1.GetBytes(Choice % 2 == 0 ? Fragments[Place % Fragments.Length] : "GET /smuggled/key HTTP/1.1\r\nHost: x\r\n\r\n")],
            _ => [.. OfLines(request[..head]), .. request[head..]],
        };
    }

    private byte[] OfLines(byte[] head)
    {
        var lines = Encoding.Latin1.GetString(head).TrimEnd('\r', '\n').Split("\r\n").ToList();
        var line = Place % lines.Count;
        var other = Choice % lines.Count;
        switch (Kind)
        {
            case MutationKind.DuplicateLine:
                lines.Insert(other, lines[line]);
                break;
            case MutationKind.DeleteLine:
                lines.RemoveAt(line);
                break;
            case MutationKind.SwapLines:
                (lines[line], lines[other]) = (lines[other], lines[line]);
                break;
            case MutationKind.ChangeCase:
                lines[line] = (Value & 1) == 0 ? lines[line].ToUpperInvariant() : lines[line].ToLowerInvariant();
                break;
            case MutationKind.InsertLine:
                lines.Insert(1 + (line % lines.Count), Lines[Choice % Lines.Length]);
                break;
            default:
                throw new InvalidOperationException($"{Kind} is no change of lines");
        }

        return Encoding.Latin1.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n");
    }

    private static int HeadLength(byte[] request) => request.AsSpan().IndexOf("\r\n\r\n"u8) + 4;

    private static int TargetLength(byte[] request)
    {
        var line = request.AsSpan(0, request.AsSpan().IndexOf((byte)'\r'));
        return line.LastIndexOf((byte)' ') - line.IndexOf((byte)' ');
    }

    private static byte[] With(byte[] request, int at, int removed, byte[] put) => [.. request[..at], .. put, .. request[(at + removed)..]];
}
