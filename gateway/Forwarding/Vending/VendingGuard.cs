using Gateway.Forwarding.Endpoints;
using Gateway.Forwarding.Operations;
using Gateway.Policies;

namespace Gateway.Forwarding.Vending;

/// <summary>
/// Refuses calls that hand out credentials, tokens or secrets, unless the grant permits them by name. Fails closed where the data can tell what is known:
/// of a service that has such calls whatever does not say plainly what it asks for is refused as well, and of one whose requests say the operation's name,
/// every name and every path that the data does not have.
/// </summary>
internal static class VendingGuard
{
    /// <summary>Words for the client on why the call is refused; null: it may pass.</summary>
    public static string? Check(AwsService service, AwsOperation operation, Permit permit)
    {
        var list = VendingList.Default;
        foreach (var reading in operation.Readings)
        {
            if (list.Find(service, reading) is { } vending && !IsPermitted(service, vending.Name, permit))
            {
                return Words(vending);
            }
        }

        if ((!operation.IsComplete && list.Has(service)) || (operation.IsOffProtocol && !HasCustomersPaths(service)))
        {
            return Unclear(service);
        }

        return OperationNames.Default.Has(service) ? CheckNames(service, operation, permit) : null;
    }

    private static string? CheckNames(AwsService service, AwsOperation operation, Permit permit)
    {
        foreach (var reading in operation.Readings)
        {
            if (!OperationNames.Default.Has(service, reading) && !IsPermitted(service, reading, permit))
            {
                return OperationDetector.IsName(reading) ? Unknown(service, reading) : Unclear(service);
            }
        }

        return null;
    }

    /// <summary>A collection of OpenSearch Serverless answers OpenSearch's own requests, which no model has, under the service's name.</summary>
    private static bool HasCustomersPaths(AwsService service) => service.Name == "aoss";

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

    private static string Unclear(AwsService service) =>
        $"The gateway cannot tell which operation of {service.Name} this is, so not what it hands out either: it refuses what it does not know. Ask for one operation, as AWS's SDKs do.";

    private static string Unknown(AwsService service, string operation) =>
        $"The gateway's data has no operation {service.Name}:{operation}, so what it hands out is not known: it is refused unless the grant lists it under permit.vending, or a newer gateway knows it.";

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
