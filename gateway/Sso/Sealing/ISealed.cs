namespace Gateway.Sso.Sealing;

/// <summary>Something that a client carries for the gateway without being able to read or to change it.</summary>
internal interface ISealed
{
    /// <summary>Goes into the key, so that the kinds cannot be taken for each other.</summary>
    static abstract string Purpose { get; }

    /// <summary>What the sealed text begins with, for people who wonder what they see; may be empty.</summary>
    static abstract string Prefix { get; }
}
