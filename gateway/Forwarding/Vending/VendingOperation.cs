namespace Gateway.Forwarding.Vending;

/// <summary>An operation that hands out something which outlives the call.</summary>
/// <param name="Service">The endpoint name.</param>
/// <param name="Name">The operation.</param>
/// <param name="Class">What it hands out.</param>
/// <param name="Source">Where that is known from: the members of the answer in the service's model, or a page of the documentation.</param>
internal sealed record VendingOperation(string Service, string Name, VendingClass Class, string Source)
{
    /// <summary>Reads a line of <c>vending.txt</c>.</summary>
    public static VendingOperation Parse(string line)
    {
        if (line.Split('\t') is not [var operation, var kind, var source] || operation.Split(':') is not [var service, var name])
        {
            throw new InvalidDataException($"No vending operation: {line}");
        }

        return new VendingOperation(service, name, Classify(kind), source);
    }

    private static VendingClass Classify(string kind) => kind switch
    {
        "aws-keys" => VendingClass.AwsKeys,
        "token" => VendingClass.Token,
        "session" => VendingClass.Session,
        "secret" => VendingClass.Secret,
        "sign-in-url" => VendingClass.SignInUrl,
        "outlives" => VendingClass.Privilege,
        _ => throw new InvalidDataException($"No class of vending operations: {kind}"),
    };
}
