using Gateway.RealTests.Parts;

namespace Gateway.RealTests.Helm;

/// <summary>The real helm, version 3.</summary>
internal static class HelmCli
{
    public static async Task<string?> FindAsync() => Tool.OnPath("helm") ?? await Tool.UnpackAsync("helm");

    /// <summary>Runs helm with a home of its own; without a kubeconfig it sees no cluster.</summary>
    public static async Task<ClientResult> RunAsync(Scratch scratch, string? kubeconfig, params IEnumerable<string> arguments)
    {
        var helm = await FindAsync();
        if (helm is null)
        {
            AbsentPart.Report("helm", "Put helm 3 on the PATH.");
        }

        var home = scratch.Folder("helm");
        var environment = new Dictionary<string, string?>
        {
            ["KUBECONFIG"] = kubeconfig ?? scratch.PathOf("no-kubeconfig"),
            ["HELM_CACHE_HOME"] = home,
            ["HELM_CONFIG_HOME"] = home,
            ["HELM_DATA_HOME"] = home,
        };
        return await ClientProcess.RunAsync(helm, arguments, environment, scratch.Root);
    }
}
