namespace Gateway.Benchmarks.Load.Generators;

/// <summary>Drives one program with requests that were made beforehand.</summary>
internal interface ILoadGenerator
{
    string Name { get; }

    /// <summary>Sends the requests, again from the first after the last, as fast as they are answered.</summary>
    Task<LoadResult> RunAsync(int port, RequestSet requests, int connections, TimeSpan duration);
}
