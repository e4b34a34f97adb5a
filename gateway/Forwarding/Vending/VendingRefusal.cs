namespace Gateway.Forwarding.Vending;

/// <summary>Why a call is refused that would hand out something which outlives it.</summary>
/// <param name="Service">The endpoint name.</param>
/// <param name="Operation">The operation, or null where the request does not say which it asks for.</param>
/// <param name="Message">Words for the client.</param>
internal sealed record VendingRefusal(string Service, string? Operation, string Message);
