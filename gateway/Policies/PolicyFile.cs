using System.Globalization;
using System.Security.Cryptography;
using Gateway.Policies.Reading;

namespace Gateway.Policies;

/// <summary>Reads a policy file; <c>docs/policy-reference.md</c> describes every key.</summary>
internal static class PolicyFile
{
    /// <summary>The most bytes that a policy file may have: 4 MiB.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private static readonly string[] Keys = ["$schema", "version", "accounts", "defaults", "grants", "denials"];

    /// <summary>Reads a policy and reports every problem at once; never throws for what the file holds.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="bytes">The file: YAML, or JSON, in UTF-8.</param>
    /// <param name="knownServices">Endpoint names that <c>permit.services</c> may use; null: any.</param>
    public static PolicyLoadResult Parse(string name, ReadOnlyMemory<byte> bytes, IReadOnlySet<string>? knownServices = null)
    {
        var problems = new ProblemList();
        var snapshot = YamlReader.Read(bytes, problems) is { } root ? Read(new Place(root, ""), bytes, problems, knownServices) : null;
        return new PolicyLoadResult(name, problems.HasErrors ? null : snapshot, problems.InOrder);
    }

    /// <summary>See <see cref="PolicySnapshot.Version"/>.</summary>
    public static string VersionOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];

    private static PolicySnapshot? Read(Place root, ReadOnlyMemory<byte> bytes, ProblemList problems, IReadOnlySet<string>? knownServices)
    {
        var shapes = new ShapeReader(problems);
        if (shapes.Map(root, Keys, "version", "grants") is not { } entries)
        {
            return null;
        }

        if (entries.TryGetValue("version", out var version) && !IsOne(version.Node))
        {
            problems.Add(version, PolicyRule.Shape, "expected 1, the only version there is");
        }

        if (entries.TryGetValue("$schema", out var schema))
        {
            shapes.Text(schema, TextShape.Free);
        }

        var accounts = new AccountsReader(shapes).Read(At(entries, "accounts"));
        var defaults = new SessionTextReader(shapes).Defaults(At(entries, "defaults"));
        var rules = new RulesReader(shapes, accounts, defaults, knownServices);
        var grants = At(entries, "grants") is { } grantsAt ? rules.Grants(grantsAt) : [];
        var denials = At(entries, "denials") is { } denialsAt ? rules.Denials(denialsAt) : [];
        if (grants.Count == 0 && !problems.HasErrors)
        {
            problems.Advise(root, "there are no grants, so nobody gets anything");
        }

        return problems.HasErrors ? null : new PolicySnapshot(VersionOf(bytes.Span), accounts.IdsByName, grants, denials);
    }

    // To JSON Schema, and so to editors, 1.0 is the same number.
    private static bool IsOne(PolicyNode node) =>
        node is ScalarNode { Type: ScalarKind.Integer or ScalarKind.Fraction } number
        && decimal.TryParse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value == 1;

    private static Place? At(Dictionary<string, Place> entries, string key) => entries.TryGetValue(key, out var place) ? place : null;
}
