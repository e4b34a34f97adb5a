using Gateway.RealTests.Gateways;
using Shouldly;

namespace Gateway.RealTests.Parts;

internal sealed record ClientResult(int ExitCode, string Output, string Error)
{
    public string ShouldSucceed()
    {
        ExitCode.ShouldBe(0, $"{Output}\n{Error}");
        return Output;
    }

    /// <summary>It says why, and of a gateway's answer nothing secret.</summary>
    public string ShouldFail()
    {
        SearchedHttpClient.Errors.LookThrough(Error).ShouldBeFalse($"a secret in what a client says of its failure:\n{Error}");
        ExitCode.ShouldNotBe(0, $"{Output}\n{Error}");
        return Error;
    }
}
