using Gateway.Benchmarks.Load.Generators;

namespace Gateway.Benchmarks.Load.Scenarios;

/// <summary>What a scenario works with.</summary>
internal sealed record ScenarioContext(Arena Arena, ILoadGenerator Generator, LoadOptions Options, Report Report)
{
    public Comparison Comparison => new(Generator, Options);
}
