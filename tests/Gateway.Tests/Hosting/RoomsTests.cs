using System.Reflection;
using System.Text.RegularExpressions;
using Gateway.Hosting;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Hosting;

/// <summary>Which room of the gateway knows which: the sources use those alone that docs/architecture.md says.</summary>
public sealed partial class RoomsTests
{
    private const BindingFlags Own = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly List<string> Folders =
        [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "gateway")).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj") && SourcesIn(folder).Any())
            .Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>The column "Knows" by room.</summary>
    private static readonly Dictionary<string, string> Known =
        Row.Matches(Repository.Read("docs/architecture.md").Split("\n## Rooms\n")[1].Split("\n## ")[0]).ToDictionary(row => row.Groups["room"].Value, row => row.Groups["knows"].Value);

    public static TheoryData<string> Rooms => [.. Folders];

    [Fact]
    public void Every_room_is_in_the_table_and_none_else_is() => Known.Keys.ShouldBe(
        Folders, ignoreOrder: true, "Each folder of gateway/ that holds sources has a row of its own in the table of docs/architecture.md, section Rooms: add the row that is missing, or take out what is gone.");

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_those_that_the_table_says(string room)
    {
        var says = Known.GetValueOrDefault(room, "");
        if (says == "everyone")
        {
            return;
        }

        var used = UsedBy(room);
        Folders.Where(name => says.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBe(
            used.Keys,
            ignoreOrder: false,
            $"gateway/{room} uses {(used.Count == 0 ? "no other room" : string.Join(", ", used.Select(use => $"{use.Key} (in {use.Value})")))}. The column Knows of its row in "
            + "docs/architecture.md must name these and no others: take the use out that should not be, or, where data may run that way, change the row.");
    }

    [Theory]
    [InlineData("Identity", "Assuming")]
    [InlineData("Assuming", "Identity")]
    public void Who_a_caller_is_and_what_it_becomes_are_worked_out_apart(string room, string other) => UsedBy(room).ShouldNotContainKey(
        other, $"{room} and {other} know nothing of each other: hand {room} the value that it needs, from a room that knows both.");

    [Theory]
    [InlineData("Signing")]
    [InlineData("Policies")]
    public void A_room_without_HTTP_hosting_has_no_type_of_ASPNET_Core(string room) => typeof(GatewayApp).Assembly.GetTypes()
        .Where(type => type.Namespace == $"Gateway.{room}" || type.Namespace?.StartsWith($"Gateway.{room}.", StringComparison.Ordinal) == true)
        .SelectMany(type => Mentioned(type).Where(IsOfAspNetCore).Select(found => $"{type.FullName} has {found}"))
        .ShouldBeEmpty($"{room} knows nothing of HTTP hosting: give it the values that it needs of the request, and leave the request to the rooms that have doors.");

    /// <summary>The rooms that a room's sources name, each with a file that does.</summary>
    private static SortedDictionary<string, string> UsedBy(string room)
    {
        var used = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in SourcesIn(Path.Combine(Repository.Root, "gateway", room)))
        {
            foreach (var name in Name.Matches(Comment.Replace(File.ReadAllText(file), "")).Select(match => match.Groups["room"].Value))
            {
                if (name != room && Folders.Contains(name))
                {
                    used[name] = Path.GetFileName(file);
                }
            }
        }

        return used;
    }

    private static IEnumerable<string> SourcesIn(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories);

    /// <summary>The types of what a type inherits, holds, takes, gives and works with.</summary>
    private static IEnumerable<Type> Mentioned(Type type) =>
        type.GetInterfaces().Append(type.BaseType)
            .Concat(type.GetFields(Own).Select(field => field.FieldType))
            .Concat(type.GetMethods(Own).Select(method => method.ReturnType))
            .Concat(type.GetMethods(Own).Concat<MethodBase>(type.GetConstructors(Own)).SelectMany(method =>
                method.GetParameters().Select(parameter => parameter.ParameterType).Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [])))
            .OfType<Type>();

    private static bool IsOfAspNetCore(Type type) =>
        type.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true
        || type.GetGenericArguments().Any(argument => !argument.IsGenericParameter && IsOfAspNetCore(argument))
        || (type.GetElementType() is { } element && IsOfAspNetCore(element));

    [GeneratedRegex(@"^\| `(?<room>\w+)` \| .+ \| (?<knows>[^|]+?) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row { get; }

    /// <summary>A namespace from its root, or from within the gateway's.</summary>
    [GeneratedRegex(@"\bGateway\.(?<room>[A-Z]\w+)|(?<![.\w""])(?<room>[A-Z]\w+)\.[A-Z]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name { get; }

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment { get; }
}
