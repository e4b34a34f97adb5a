using System.Text.Json;
using System.Xml.Linq;
using Gateway.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Licences;

/// <summary>The notices that go along with both programs, as most licences ask; <c>docs/sbom/update</c> writes them.</summary>
public sealed class NoticesTests
{
    private const string File = "docs/sbom/THIRD-PARTY-NOTICES.txt";

    private static readonly string Notices = Repository.Read(File);

    [Theory]
    [InlineData("gateway")]
    [InlineData("stsgw")]
    public void Every_package_of_the_bill_of_materials_is_in_the_notices_with_its_owner_and_texts(string program)
    {
        using var bill = JsonDocument.Parse(Repository.Read($"docs/sbom/{program}.cdx.json"));

        foreach (var component in bill.RootElement.GetProperty("components").EnumerateArray())
        {
            var entry = Entry($"{component.Text("name")} {component.Text("version")}");

            Field(entry, "In").Split(", ").ShouldContain(program);
            Field(entry, "Licence").ShouldNotBeEmpty();
            Field(entry, "Copyright").ShouldNotBeEmpty();
            Field(entry, "Texts").Split(", ").ShouldAllBe(number => Text(number).Length > 0);
        }
    }

    [Theory]
    [InlineData("MIT", "Permission is hereby granted, free of charge")]
    [InlineData("Apache-2.0", "Apache License")]
    [InlineData("BSD-3-Clause", "Redistribution and use in source and binary forms")]
    public void First_text_of_an_entry_is_that_of_its_licence(string licence, string words)
    {
        var entries = Notices.Split("\n\n").Where(entry => entry.Contains($"\n  Licence: {licence}\n", StringComparison.Ordinal)).ToList();

        entries.ShouldNotBeEmpty();
        entries.ShouldAllBe(entry => Text(Field(entry, "Texts").Split(", ", StringSplitOptions.None)[0]).Contains(words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gateway/gateway.csproj")]
    [InlineData("cli/cli.csproj")]
    public void Both_programs_are_published_with_the_licence_and_the_notices(string project)
    {
        var published = XDocument.Parse(Repository.Read(project)).Descendants("None")
            .Where(item => item.Attribute("CopyToPublishDirectory") is not null)
            .SelectMany(item => item.Attribute("Include")!.Value.Split(';'));

        published.ShouldBe(["../LICENSE", $"../{File}"]);
    }

    /// <summary>A build without the repository's other folders has nothing but what the Dockerfile copies.</summary>
    [Fact]
    public void Dockerfile_copies_the_licence_and_the_notices_before_it_publishes()
    {
        var copied = Repository.Read("gateway/Dockerfile").Split("dotnet publish")[0].Split('\n')
            .Where(line => line.StartsWith("COPY ", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' '))
            .ToList();

        copied.ShouldContain("LICENSE");
        copied.ShouldContain(File);
    }

    private static string Entry(string package) =>
        Notices.Split("\n\n").Where(entry => entry.StartsWith($"{package}\n", StringComparison.Ordinal)).ShouldHaveSingleItem();

    private static string Field(string entry, string name) =>
        entry.Split('\n').Single(line => line.StartsWith($"  {name}: ", StringComparison.Ordinal))[$"  {name}: ".Length..];

    private static string Text(string number)
    {
        var rule = new string('=', 100);
        return Notices.Split($"{rule}\nText {number}\n{rule}\n\n")[1].Split($"\n{rule}\nText ")[0].Trim();
    }
}
