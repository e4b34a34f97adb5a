using Shouldly;

namespace Gateway.RealTests.Parts;

internal sealed record ClientResult(int ExitCode, string Output, string Error)
{
    public string ShouldSucceed()
    {
        ExitCode.ShouldBe(0, $"{Output}\n{Error}");
        return Output;
    }

    public string ShouldFail()
    {
        ExitCode.ShouldNotBe(0, $"{Output}\n{Error}");
        return Error;
    }
}
