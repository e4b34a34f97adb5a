using BenchmarkDotNet.Running;
using Gateway.Benchmarks.Load;
using Gateway.Benchmarks.Load.Hosts;

// dotnet run -c Release --project tests/Gateway.Benchmarks -- load [--help]
// dotnet run -c Release --project tests/Gateway.Benchmarks -- micro --filter '*'
switch (args)
{
    case ["load", .. var rest]:
        return await LoadCommand.RunAsync(rest);
    case ["micro", .. var rest]:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest);
        return 0;
    case ["host", var kind, .. var rest]:
        // What `load` starts: one program in a process of its own.
        await HostCommand.RunAsync(kind, rest);
        return 0;
    default:
        await Console.Error.WriteLineAsync("Commands: load [--help], which drives the gateway beside a bare proxy; micro [BenchmarkDotNet's options], which times its pieces.");
        return 2;
}
