using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Forwarding.Endpoints;

namespace Gateway.Forwarding.Operations;

/// <summary>
/// The operations of every service that are told by method and path, read from <c>operations.txt</c> service by service as they are asked for: those of the
/// REST protocols, and what services of other protocols answer at paths of their own.
/// </summary>
internal sealed class OperationModels
{
    private static readonly Lazy<OperationModels> Embedded = new(() => new OperationModels(EmbeddedText.Read("operations.txt")));

    private readonly FrozenDictionary<string, Lazy<RestOperations>> _services;

    private OperationModels(string text)
    {
        var services = new Dictionary<string, Lazy<RestOperations>>(StringComparer.Ordinal);
        var at = text.IndexOf("\n= ", StringComparison.Ordinal);
        while (at >= 0)
        {
            var next = text.IndexOf("\n= ", at + 1, StringComparison.Ordinal);
            var end = text.IndexOf('\n', at + 1);
            var body = (end + 1)..(next < 0 ? text.Length : next);
            services.Add(text[(at + 3)..end], new Lazy<RestOperations>(() => Parse(text[body])));
            at = next;
        }

        _services = services.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static OperationModels Default => Embedded.Value;

    public RestOperations Of(AwsService service) => _services.TryGetValue(service.Name, out var operations) ? operations.Value : RestOperations.None;

    private static RestOperations Parse(string section)
    {
        var templates = ImmutableArray.CreateBuilder<RestTemplate>();
        foreach (var line in section.AsSpan().EnumerateLines())
        {
            if (!line.IsEmpty)
            {
                templates.Add(RestTemplate.Parse(line.ToString()));
            }
        }

        return new RestOperations(templates.ToImmutable());
    }
}
