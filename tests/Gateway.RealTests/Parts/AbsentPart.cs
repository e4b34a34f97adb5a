using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace Gateway.RealTests.Parts;

/// <summary>What becomes of a test whose part is not on this machine: a skip that names it, or a failure with <c>REAL_PARTS=required</c>.</summary>
internal static class AbsentPart
{
    public static bool IsFailure => Environment.GetEnvironmentVariable("REAL_PARTS") == "required";

    [DoesNotReturn]
    public static void Report(string part, string remedy)
    {
        if (IsFailure)
        {
            Assert.Fail($"{part} is absent and REAL_PARTS=required. {remedy}");
        }

        Assert.Skip($"{part} is absent. {remedy}");
    }
}
