using System.Text.Json.Nodes;

namespace Gateway.Cli.Tests.Standins;

/// <summary>What a run of stsgw came to.</summary>
internal sealed record Run(int Code, string Output, string Error)
{
    public JsonNode Json => JsonNode.Parse(Output)!;
}
