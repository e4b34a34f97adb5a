using System.Collections.Concurrent;

namespace Gateway.Sandbox.Aws.S3;

/// <summary>All buckets with their objects, in memory.</summary>
internal sealed class BucketStore
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, S3Object>> buckets = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Buckets => [.. buckets.Keys.Order(StringComparer.Ordinal)];

    public bool Create(string bucket) => buckets.TryAdd(bucket, new ConcurrentDictionary<string, S3Object>(StringComparer.Ordinal));

    public void Delete(string bucket)
    {
        if (!In(bucket).IsEmpty)
        {
            throw new ServiceException(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
        }

        buckets.TryRemove(bucket, out _);
    }

    public void Put(string bucket, S3Object value) => In(bucket)[value.Key] = value;

    public void Remove(string bucket, string key) => In(bucket).TryRemove(key, out _);

    /// <summary>The object; null if bucket or key is not there.</summary>
    public S3Object? Find(string bucket, string key) => buckets.GetValueOrDefault(bucket)?.GetValueOrDefault(key);

    /// <summary>The objects of a bucket in S3's order of keys (by UTF-8 bytes, which for most keys is ordinal).</summary>
    public IReadOnlyList<S3Object> List(string bucket) => [.. In(bucket).Values.OrderBy(o => o.Key, StringComparer.Ordinal)];

    /// <summary>Fails where the bucket is not there.</summary>
    /// <exception cref="ServiceException">There is no such bucket.</exception>
    public void Require(string bucket) => In(bucket);

    private ConcurrentDictionary<string, S3Object> In(string bucket) => buckets.TryGetValue(bucket, out var objects)
        ? objects
        : throw new ServiceException(404, "NoSuchBucket", "The specified bucket does not exist");
}
