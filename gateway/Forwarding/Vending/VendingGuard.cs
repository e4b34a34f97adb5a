using Gateway.Forwarding.Endpoints;
using Gateway.Forwarding.Operations;
using Gateway.Policies;

namespace Gateway.Forwarding.Vending;

/// <summary>
/// Refuses calls that hand out credentials, tokens or secrets, unless the grant permits them by name. Fails closed: of a service that has
/// such calls, one that does not say plainly what it asks for is refused as well.
/// </summary>
internal static class VendingGuard
{
    /// <summary>Null: the call may pass.</summary>
    public static VendingRefusal? Check(AwsService service, AwsOperation operation, Permit permit)
    {
        var list = VendingList.Default;
        if (!list.Has(service))
        {
            return null;
        }

        foreach (var reading in operation.Readings)
        {
            if (list.Find(service, reading) is { } vending && !IsPermitted(service, vending.Name, permit))
            {
                return new VendingRefusal(service.Name, vending.Name, Words(vending));
            }
        }

        return operation.IsComplete ? null : new VendingRefusal(
            service.Name,
            null,
            $"The gateway cannot tell which operation of {service.Name} this is, and some of them hand out credentials: it refuses what it does not know.");
    }

    /// <summary>Whether <c>permit.vending</c> lists the operation, by any of the service's names.</summary>
    private static bool IsPermitted(AwsService service, string operation, Permit permit)
    {
        foreach (var entry in permit.Vending)
        {
            var colon = entry.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0
                && entry.AsSpan(colon + 1).Equals(operation, StringComparison.OrdinalIgnoreCase)
                && service.IsNamed(entry[..colon]))
            {
                return true;
            }
        }

        return false;
    }

    private static string Words(VendingOperation vending)
    {
        var what = vending.Class switch
        {
            VendingClass.AwsKeys => "hands out AWS keys",
            VendingClass.Token => "hands out a token",
            VendingClass.Session => "hands out a session with a token of its own",
            VendingClass.Secret => "hands out a secret",
            VendingClass.SignInUrl => "hands out a URL that signs in whoever has it",
            _ => "hands out privilege",
        };
        return $"{vending.Service}:{vending.Name} {what} beyond this call: the gateway refuses it unless the grant lists it under permit.vending.";
    }
}
