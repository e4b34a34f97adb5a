namespace Gateway.Benchmarks.Load.Hosts;

/// <summary>What a process has used since it began.</summary>
/// <param name="Cpu">Time on all cores, children included.</param>
/// <param name="Allocated">Bytes allocated on the managed heap; null: not known, or not .NET.</param>
/// <param name="PeakMemory">The most bytes of memory held at once since the peak was last forgotten.</param>
internal sealed record ProcessUsage(TimeSpan Cpu, long? Allocated, long PeakMemory);
