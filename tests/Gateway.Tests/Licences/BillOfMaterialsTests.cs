using System.Text.Json;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Licences;

/// <summary>The bills of materials and the list of licences say what the lock files say; <c>docs/sbom/update</c> writes them.</summary>
public sealed class BillOfMaterialsTests
{
    // Analyzers and compilers do not ship.
    private static readonly string[] BuildTools = ["Meziantou.Analyzer", "Roslynator.Analyzers", "Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.NET.ILLink.Tasks", "Microsoft.DotNet.ILCompiler"];

    // Permissive: the same as in docs/sbom/licences.py.
    private static readonly string[] Allowed = ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MS-PL", "PostgreSQL", "0BSD", "ISC"];

    // Licences that a package names by address alone.
    private static readonly Dictionary<string, string> ByAddress = new(StringComparer.Ordinal) { ["https://github.com/dotnet/corefx/blob/master/LICENSE.TXT"] = "MIT" };

    [Theory]
    [InlineData("gateway", "gateway")]
    [InlineData("cli", "stsgw")]
    public void Every_package_that_ships_is_in_the_bill_of_materials(string project, string program) =>
        Components(program).ShouldBe(Locked(project), ignoreOrder: true);

    [Theory]
    [InlineData("gateway")]
    [InlineData("stsgw")]
    public void Every_licence_of_the_bill_of_materials_is_one_that_allows_commercial_use(string program)
    {
        using var bill = JsonDocument.Parse(Repository.Read($"docs/sbom/{program}.cdx.json"));

        foreach (var component in bill.RootElement.GetProperty("components").EnumerateArray())
        {
            var licences = component.GetProperty("licenses").EnumerateArray().Select(Licence).ToList();

            licences.ShouldNotBeEmpty(component.Text("name"));
            licences.ShouldBeSubsetOf(Allowed, component.Text("name"));
        }
    }

    [Fact]
    public void The_page_of_licences_names_those_of_the_bills()
    {
        var bills = new[] { "gateway", "stsgw" }.SelectMany(program =>
        {
            using var bill = JsonDocument.Parse(Repository.Read($"docs/sbom/{program}.cdx.json"));
            return bill.RootElement.GetProperty("components").EnumerateArray()
                .Select(component => $"| {component.Text("name")} | {component.Text("version")} | {Licence(component.GetProperty("licenses")[0])} |").ToList();
        });
        var page = Repository.Read("docs/licences.md");

        bills.ShouldAllBe(row => page.Contains(row, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gateway")]
    [InlineData("cli")]
    public void Every_package_that_ships_is_listed_with_its_licence(string project)
    {
        var listed = Repository.Read("docs/licences.md").Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(cells => $"{cells[1]} {cells[2]}", cells => cells[3], StringComparer.Ordinal);

        foreach (var package in Locked(project))
        {
            listed.ShouldContainKey(package);
            listed[package].ShouldNotBeEmpty();
        }
    }

    private static string Licence(JsonElement entry) => entry switch
    {
        _ when entry.TryGetProperty("expression", out var expression) => expression.GetString()!,
        _ when entry.GetProperty("license") is var licence && licence.TryGetProperty("url", out var url) && ByAddress.TryGetValue(url.GetString()!, out var known) => known,
        _ => entry.GetProperty("license").TryGetProperty("id", out var id) ? id.GetString()! : entry.GetProperty("license").Text("name"),
    };

    private static List<string> Components(string program)
    {
        using var bill = JsonDocument.Parse(Repository.Read($"docs/sbom/{program}.cdx.json"));
        return [.. bill.RootElement.GetProperty("components").EnumerateArray().Select(component => $"{component.Text("name")} {component.Text("version")}")];
    }

    private static List<string> Locked(string project)
    {
        using var file = JsonDocument.Parse(Repository.Read($"{project}/packages.lock.json"));
        return [.. file.RootElement.GetProperty("dependencies").EnumerateObject()
            .SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => package.Value.Text("type") != "Project" && !Array.Exists(BuildTools, tool => package.Name.EndsWith(tool, StringComparison.Ordinal)))
            .Select(package => $"{package.Name} {package.Value.Text("resolved")}")
            .Distinct(StringComparer.Ordinal)];
    }
}
