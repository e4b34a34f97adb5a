using Gateway.Policies;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Tests.Policies;

/// <summary>Runs <c>gateway policy</c>.</summary>
internal static class CommandLine
{
    public static (int Code, string Output, string Errors) Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var code = PolicyCommand.Run(args, output, errors, time: new FakeTimeProvider(Callers.Now));
        return (code, output.ToString(), errors.ToString());
    }
}
