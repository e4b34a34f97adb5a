using Gateway.Health;
using Gateway.Hosting;
using Gateway.Policies;
using Microsoft.Extensions.Options;

namespace Gateway;

/// <summary><c>gateway</c> serves; <c>gateway policy check|explain</c> and <c>gateway healthcheck</c> say something and end.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["policy", .. var rest]:
                return PolicyCommand.Run(rest, Console.Out, Console.Error);
            case ["healthcheck", ..]:
                return await HealthCheckCommand.RunAsync(Console.Error);
            case [not ['-', ..] and var unknown, ..]:
                await Console.Error.WriteLineAsync($"gateway: unknown command '{unknown}'. Commands: (none) serves; policy check FILE; policy explain FILE --claims TOKEN.json; healthcheck.");
                return 2;
            default:
                return await ServeAsync(args);
        }
    }

    private static async Task<int> ServeAsync(string[] args)
    {
        try
        {
            await using var app = GatewayApp.Build(args);
            await app.RunAsync();
            return 0;
        }
        catch (OptionsValidationException e)
        {
            return await FailAsync(e.Failures);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return await FailAsync(e.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures));
        }
    }

    private static async Task<int> FailAsync(IEnumerable<string> problems)
    {
        await Console.Error.WriteLineAsync("gateway: the configuration is not usable:");
        foreach (var problem in problems)
        {
            await Console.Error.WriteLineAsync("  - " + problem);
        }

        return 1;
    }
}
