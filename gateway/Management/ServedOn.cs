namespace Gateway.Management;

/// <summary>On which ports an endpoint answers; one without it answers on the public addresses alone.</summary>
internal enum ServedOn
{
    /// <summary>The management port alone.</summary>
    ManagementPort,

    /// <summary>The public addresses and the management port.</summary>
    EveryPort,
}
