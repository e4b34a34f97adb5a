namespace Gateway.Benchmarks.Load.Requests;

/// <summary>What a client proves itself with: keys to sign with, or a Bearer token and a role.</summary>
/// <param name="AccessKeyId">The access key id; for a token the role.</param>
/// <param name="Secret">What the client signs with; null: it sends the token as Bearer.</param>
/// <param name="Token">The session token.</param>
internal sealed record Credentials(string AccessKeyId, string? Secret, string Token)
{
    public static Credentials OfJwt(string role, string token) => new(role, token, token);

    public static Credentials Bearer(string role, string token) => new(role, null, token);
}
