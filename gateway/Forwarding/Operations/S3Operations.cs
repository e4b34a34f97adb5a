using System.Collections.Immutable;

namespace Gateway.Forwarding.Operations;

/// <summary>Reads S3's operations: the bucket is in the host or first in the path, and the query says the rest.</summary>
internal static class S3Operations
{
    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateSession.html: <c>GET /?session</c> of a bucket.</summary>
    private const string SessionKey = "session";
    private const string CreateSession = "CreateSession";

    public static ImmutableArray<string> Match(RestOperations operations, in OperationRequest request)
    {
        var path = request.Path.StartsWith('/') ? request.Path[1..] : request.Path;
        var (bucket, key) = request.HostPrefix is { } named ? (named, path) : Divide(path);
        var query = RequestQuery.Parse(request.Query);
        var found = operations.MatchBucketAndKey(request.Method.ToUpperInvariant(), bucket, key, query, request.HasCopySource);

        // Wherever the key stands and however it is written: nothing else that S3 does has a parameter of this name.
        return query.Holds(SessionKey, StringComparison.OrdinalIgnoreCase) && !found.Contains(CreateSession) ? found.Add(CreateSession) : found;
    }

    private static (string Bucket, string Key) Divide(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (path, "") : (path[..slash], path[(slash + 1)..]);
    }
}
