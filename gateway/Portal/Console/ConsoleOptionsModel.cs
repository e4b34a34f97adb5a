using Gateway.Policies;

namespace Gateway.Portal.Console;

/// <summary>What the page that chooses region and service shows.</summary>
/// <param name="Role">The role.</param>
/// <param name="Regions">The regions to choose from, the usual one first.</param>
/// <param name="Link">The deep link that opens this role's console.</param>
internal sealed record ConsoleOptionsModel(GrantedRole Role, IReadOnlyList<string> Regions, string Link);
