using System.Collections.Frozen;
using Gateway.Forwarding.Endpoints;

namespace Gateway.Forwarding.Operations;

/// <summary>The operations of the services whose requests say the operation's name, since they speak no REST protocol: the content of <c>operation-names.txt</c>.</summary>
internal sealed class OperationNames
{
    private static readonly Lazy<OperationNames> Embedded = new(() => new OperationNames(EmbeddedText.Read("operation-names.txt")));

    private readonly FrozenDictionary<string, Lazy<FrozenSet<string>>> services;

    private OperationNames(string text) => services = text
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split(' ', 2))
        .ToFrozenDictionary(
            fields => fields[0],
            fields => new Lazy<FrozenSet<string>>(() => fields[1].Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase)),
            StringComparer.Ordinal);

    /// <summary>The names that are built into the gateway, read when first asked for.</summary>
    public static OperationNames Default => Embedded.Value;

    /// <summary>Whether the service is one of these; false: its operations are told by method and path.</summary>
    public bool Has(AwsService service) => services.ContainsKey(service.Name);

    /// <summary>Whether the service has the operation, without regard to case.</summary>
    public bool Has(AwsService service, string operation) => services.TryGetValue(service.Name, out var names) && names.Value.Contains(operation);
}
