namespace Gateway.Policies;

/// <summary>How a granted role may be used; a grant's <c>permit.modes</c>.</summary>
[Flags]
internal enum AccessMode
{
    None = 0,

    /// <summary><c>credentials</c>: temporary AWS credentials are handed out.</summary>
    Credentials = 1,

    /// <summary><c>console</c>: a sign-in URL for the AWS console is handed out.</summary>
    Console = 2,

    /// <summary><c>forward</c>: the gateway makes the AWS calls, and no AWS key leaves it. The mode where a grant names none.</summary>
    Forward = 4,
}
