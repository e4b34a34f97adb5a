using System.Collections.Frozen;
using Gateway.Forwarding.Endpoints;

namespace Gateway.Forwarding.Vending;

/// <summary>The operations that hand out something which outlives the call: the content of <c>vending.txt</c>.</summary>
internal sealed class VendingList
{
    private static readonly Lazy<VendingList> Embedded = new(() => new VendingList(EmbeddedText.Read("vending.txt")));

    private readonly FrozenDictionary<string, FrozenDictionary<string, VendingOperation>> _services;

    private VendingList(string text)
    {
        All = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#')).Select(VendingOperation.Parse)];
        _services = All
            .GroupBy(operation => operation.Service, StringComparer.Ordinal)
            .ToFrozenDictionary(
                group => group.Key,
                group => group.ToFrozenDictionary(operation => operation.Name, StringComparer.OrdinalIgnoreCase),
                StringComparer.Ordinal);
    }

    /// <summary>The list that is built into the gateway, read when first asked for.</summary>
    public static VendingList Default => Embedded.Value;

    public IReadOnlyList<VendingOperation> All { get; }

    /// <summary>Whether the service has such operations at all.</summary>
    public bool Has(AwsService service) => _services.ContainsKey(service.Name);

    /// <summary>The entry for an operation, without regard to case; null: it is not vending.</summary>
    public VendingOperation? Find(AwsService service, string operation) => _services.GetValueOrDefault(service.Name)?.GetValueOrDefault(operation);
}
