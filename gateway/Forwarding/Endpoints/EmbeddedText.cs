namespace Gateway.Forwarding.Endpoints;

/// <summary>Text that is built into the gateway, by its file's name.</summary>
internal static class EmbeddedText
{
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not built into the gateway.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
