using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Sandbox.Aws.Payloads;

namespace Gateway.Sandbox.Aws.DynamoDb;

/// <summary>As much of DynamoDB as shows reading and writing items: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/</summary>
internal sealed class DynamoDbService : IAwsService
{
    private const string TargetPrefix = "DynamoDB_20120810.";

    private readonly ConcurrentDictionary<string, Table> tables = new(StringComparer.Ordinal);

    public async Task HandleAsync(AwsCall call)
    {
        var target = call.Request.Header("x-amz-target") ?? "";
        call.Operation = target.StartsWith(TargetPrefix, StringComparison.Ordinal) ? target[TargetPrefix.Length..] : "";
        call.RaiseFault();
        var input = Parse(call.Body);
        var table = (string?)input["TableName"];
        call.Authorize("dynamodb:" + call.Operation, table is null ? "*" : Arn(call, table));
        var output = JsonSerializer.SerializeToUtf8Bytes(Run(call, input, table ?? ""));
        using var crc = Checksum.ForHeader("x-amz-checksum-crc32")!;
        crc.Append(output);
        call.Response.Headers["x-amz-crc32"] = uint.Parse(crc.ToHex(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            .ToString(CultureInfo.InvariantCulture);
        await HttpAnswer.BytesAsync(call.Context, "application/x-amz-json-1.0", output);
    }

    private JsonObject Run(AwsCall call, JsonObject input, string table) => call.Operation switch
    {
        "CreateTable" => Create(call, input, table),
        "DescribeTable" => new JsonObject { ["Table"] = Find(table).Description },
        "DeleteTable" => Delete(table),
        "ListTables" => new JsonObject { ["TableNames"] = new JsonArray([.. tables.Keys.Order(StringComparer.Ordinal).Select(n => JsonValue.Create(n))]) },
        "PutItem" => Do(() => Find(table).Put(Required(input, "Item"))),
        "DeleteItem" => Do(() => Find(table).Delete(Required(input, "Key"))),
        "GetItem" => Find(table).Get(Required(input, "Key")) is { } item ? new JsonObject { ["Item"] = item.DeepClone() } : [],
        "Scan" => Answer(Find(table).Items),
        "Query" => Answer(KeyCondition.Parse(input) is var wanted ? Find(table).Items.Where(wanted.Holds) : []),
        _ => throw new ServiceException(400, "UnknownOperationException", $"The stand-in does not know the operation '{call.Operation}'."),
    };

    private JsonObject Create(AwsCall call, JsonObject input, string name)
    {
        var keys = input["KeySchema"]?.AsArray().Select(k => (string)k!["AttributeName"]!).ToArray() ?? [];
        if (name.Length < 3 || keys.Length is < 1 or > 2)
        {
            throw Invalid("A table needs a name of three characters and one or two keys.");
        }

        var description = new JsonObject
        {
            ["TableName"] = name,
            ["TableArn"] = Arn(call, name),
            ["TableStatus"] = "ACTIVE",
            ["CreationDateTime"] = call.Time.ToUnixTimeSeconds(),
            ["KeySchema"] = input["KeySchema"]?.DeepClone(),
            ["AttributeDefinitions"] = input["AttributeDefinitions"]?.DeepClone(),
        };
        return tables.TryAdd(name, new Table(name, keys, description))
            ? new JsonObject { ["TableDescription"] = description.DeepClone() }
            : throw new ServiceException(400, "ResourceInUseException", $"Table already exists: {name}");
    }

    private JsonObject Delete(string name)
    {
        var description = Find(name).Description;
        tables.TryRemove(name, out _);
        return new JsonObject { ["TableDescription"] = description };
    }

    private Table Find(string name) => tables.GetValueOrDefault(name)
        ?? throw new ServiceException(400, "ResourceNotFoundException", "Requested resource not found");

    private static JsonObject Answer(IEnumerable<JsonObject> items)
    {
        var found = new JsonArray([.. items.Select(i => i.DeepClone())]);
        return new JsonObject { ["Count"] = found.Count, ["ScannedCount"] = found.Count, ["Items"] = found };
    }

    private static JsonObject Do(Action action)
    {
        action();
        return [];
    }

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw Invalid("The body is no JSON object.");
        }
        catch (JsonException)
        {
            throw new ServiceException(400, "SerializationException", "The body is not JSON.");
        }
    }

    private static JsonObject Required(JsonObject input, string name) =>
        input[name] as JsonObject ?? throw Invalid($"{name} is missing.");

    private static ServiceException Invalid(string message) => new(400, "ValidationException", message);

    private static string Arn(AwsCall call, string table) =>
        $"arn:aws:dynamodb:{call.Region}:{call.Session?.AccountId ?? "000000000000"}:table/{table}";
}
