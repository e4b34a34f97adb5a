using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Sandbox.Aws.DynamoDb;

/// <summary>One table: items by the text of their key.</summary>
internal sealed class Table(string name, IReadOnlyList<string> keys, JsonNode description)
{
    private readonly ConcurrentDictionary<string, JsonObject> items = new(StringComparer.Ordinal);

    public string Name => name;

    /// <summary>The partition key and, where there is one, the sort key.</summary>
    public IReadOnlyList<string> Keys => keys;

    public JsonNode Description => description.DeepClone();

    public void Put(JsonObject item) => items[KeyOf(item)] = item;

    public JsonObject? Get(JsonObject key) => items.GetValueOrDefault(KeyOf(key));

    public void Delete(JsonObject key) => items.TryRemove(KeyOf(key), out _);

    public IReadOnlyList<JsonObject> Items => [.. items.OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => i.Value)];

    private string KeyOf(JsonObject item) => string.Join(
        '\n',
        keys.Select(k => item[k]?.ToJsonString(JsonSerializerOptions.Default)
            ?? throw new ServiceException(400, "ValidationException", $"The provided key element does not match the schema: {k}")));
}
