namespace Gateway.Issuing.Console;

/// <summary>Where the console and its sign-in service of an AWS partition are.</summary>
/// <param name="SignIn">The federation endpoint.</param>
/// <param name="ConsoleHost">The console; its regional hosts stand below it.</param>
/// <param name="RegionPrefix">What the partition's region names begin with; empty for the commercial one, which has those that no other has.</param>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html</remarks>
internal sealed record ConsolePartition(Uri SignIn, string ConsoleHost, string RegionPrefix)
{
    private static readonly Dictionary<string, ConsolePartition> All = new(StringComparer.Ordinal)
    {
        ["aws"] = Of("signin.aws.amazon.com", "console.aws.amazon.com", ""),
        ["aws-cn"] = Of("signin.amazonaws.cn", "console.amazonaws.cn", "cn-"),
        ["aws-us-gov"] = Of("signin.amazonaws-us-gov.com", "console.amazonaws-us-gov.com", "us-gov-"),
        ["aws-iso"] = Of("signin.c2shome.ic.gov", "console.c2shome.ic.gov", "us-iso-"),
        ["aws-iso-b"] = Of("signin.sc2shome.sgov.gov", "console.sc2shome.sgov.gov", "us-isob-"),
        ["aws-iso-e"] = Of("signin.csphome.adc-e.uk", "console.csphome.adc-e.uk", "eu-isoe-"),
        ["aws-iso-f"] = Of("signin.csphome.hci.ic.gov", "console.csphome.hci.ic.gov", "us-isof-"),
        // The European Sovereign Cloud has a regional sign-in host alone.
        ["aws-eusc"] = Of("eusc-de-east-1.signin.amazonaws-eusc.eu", "console.amazonaws-eusc.eu", "eusc-"),
    };

    public static ConsolePartition? Find(string partition) => All.GetValueOrDefault(partition);

    /// <summary>Whether the console of this partition has the region.</summary>
    public bool Owns(string region) => RegionPrefix.Length > 0
        ? region.StartsWith(RegionPrefix, StringComparison.Ordinal)
        : !All.Values.Any(other => other.RegionPrefix.Length > 0 && region.StartsWith(other.RegionPrefix, StringComparison.Ordinal));

    private static ConsolePartition Of(string signIn, string console, string regions) => new(new Uri("https://" + signIn), console, regions);
}
