namespace Gateway.Sessions;

/// <summary>A sealed token that was opened: what it stands for, and the key pair that goes with it.</summary>
internal sealed record OpenedSession(string AccessKeyId, string SecretAccessKey, SessionContent Content)
{
    public override string ToString() => $"session {AccessKeyId} for {Content.RoleId} until {Content.Expires:O}";
}
