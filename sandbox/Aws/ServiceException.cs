namespace Gateway.Sandbox.Aws;

/// <summary>Ends the handling of a call that verified, but that the service refuses or cannot do.</summary>
internal sealed class ServiceException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;
}
