using System.Text.Json;
using Gateway.RealTests.Aws;
using Gateway.RealTests.Parts;
using Shouldly;

namespace Gateway.RealTests.Forwarding;

/// <summary>Object keys that a proxy gets wrong when it decodes, encodes or normalises a path or a query.</summary>
internal static class ObjectKeys
{
    private static readonly string[] Hostile =
    [
        "space in name", "plus+plus", "per%cent", "per%25cent", "equals=sign", "amper&sand", "é", "日本", "(paren)", "star*", "quote'",
        "~tilde", "all a+b%=&é(*'~)!@$;:,", "folder/a+b c/ü.txt", "question?mark", "hash#mark",
    ];

    /// <summary>The keys with the bodies that the script gives them.</summary>
    public static IReadOnlyDictionary<string, string> Expected { get; } = Hostile.ToDictionary(key => key, key => $"body of {key}");

    public static async Task PutAsync(IReadOnlyDictionary<string, string?> settings, string prefix, Scratch scratch) =>
        (await RunAsync(settings, "put", prefix, Hostile, scratch)).ShouldSucceed();

    public static async Task DeleteAsync(IReadOnlyDictionary<string, string?> settings, string prefix, Scratch scratch) =>
        (await RunAsync(settings, "delete", prefix, Hostile, scratch)).ShouldSucceed();

    /// <summary>Every key under the prefix with its body, as this client sees them.</summary>
    public static async Task<Dictionary<string, string>> CheckAsync(IReadOnlyDictionary<string, string?> settings, string prefix, Scratch scratch)
    {
        var result = await RunAsync(settings, "check", prefix, [], scratch);
        return JsonSerializer.Deserialize<Dictionary<string, string>>(result.ShouldSucceed()).ShouldNotBeNull();
    }

    private static Task<ClientResult> RunAsync(
        IReadOnlyDictionary<string, string?> settings, string action, string prefix, string[] keys, Scratch scratch) =>
        PythonClient.RunAsync("s3_keys.py", [MinioServer.Bucket, action, prefix, .. keys], settings, scratch);
}
