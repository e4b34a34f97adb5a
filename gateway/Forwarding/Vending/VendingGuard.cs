using Gateway.Forwarding.Endpoints;
using Gateway.Forwarding.Operations;
using Gateway.Policies;

namespace Gateway.Forwarding.Vending;

/// <summary>Refuses calls that hand out credentials, tokens or secrets, unless the grant permits them by name.</summary>
internal static class VendingGuard
{
    /// <summary>Null: the call may pass.</summary>
    public static VendingRefusal? Check(AwsService service, AwsOperation operation, Permit permit) =>
        operation.Name is { } name && permit.Vending.Contains(service.Name + ":" + name)
            ? null
            : new VendingRefusal(service.Name, operation.Name, "Vending is refused.");
}
