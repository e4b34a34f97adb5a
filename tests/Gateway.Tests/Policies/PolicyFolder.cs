namespace Gateway.Tests.Policies;

/// <summary>A folder with a policy file, gone after the test.</summary>
internal sealed class PolicyFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("policy-");

    public string File => At("policy.yaml");

    public string At(string name) => Path.Combine(folder.FullName, name);

    public void Write(string text) => System.IO.File.WriteAllText(File, text);

    public void Dispose() => folder.Delete(recursive: true);
}
