namespace Gateway.Benchmarks.Load.Scenarios;

/// <summary>One line, or a few, of what the gateway is held to.</summary>
internal interface IScenario
{
    /// <summary>What <c>--only</c> calls it.</summary>
    string Name { get; }

    string Title { get; }

    Task RunAsync(ScenarioContext context);
}
