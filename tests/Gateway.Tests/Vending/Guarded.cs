using System.Collections.Frozen;
using Gateway.Forwarding.Operations;
using Gateway.Forwarding.Vending;
using Gateway.Policies;
using Gateway.Tests.Operations;

namespace Gateway.Tests.Vending;

/// <summary>Operations as the guard sees them.</summary>
internal static class Guarded
{
    /// <summary>What the guard says of an operation under a grant that lists these.</summary>
    public static string? Check(string service, AwsOperation operation, params string[] vending) => VendingGuard.Check(
        Detect.Service(service),
        operation,
        new Permit { Modes = AccessMode.Forward, HasStatements = false, Vending = vending.ToFrozenSet(StringComparer.OrdinalIgnoreCase) });
}
