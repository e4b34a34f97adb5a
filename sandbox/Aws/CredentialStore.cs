using System.Collections.Concurrent;

namespace Gateway.Sandbox.Aws;

/// <summary>The keys that this AWS knows: the base credentials, and those of every session that its STS handed out.</summary>
internal sealed class CredentialStore
{
    private readonly ConcurrentDictionary<string, AwsCredential> byAccessKeyId = new(StringComparer.Ordinal);

    public IEnumerable<AwsCredential> All => byAccessKeyId.Values;

    public AwsCredential? Find(string accessKeyId) => byAccessKeyId.GetValueOrDefault(accessKeyId);

    public void Add(AwsCredential credential) => byAccessKeyId[credential.AccessKeyId] = credential;

    /// <summary>Forgets a key, as AWS does when a role is deleted.</summary>
    public bool Remove(string accessKeyId) => byAccessKeyId.TryRemove(accessKeyId, out _);
}
