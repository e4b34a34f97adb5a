using Gateway.Policies;

namespace Gateway.Issuing.Console;

/// <summary>A sign-in URL, which is a secret: never logged.</summary>
internal sealed record ConsoleUrl(GrantedRole Role, string AccessKeyId, string Url)
{
    public override string ToString() => $"console URL for {Role.Id}";
}
