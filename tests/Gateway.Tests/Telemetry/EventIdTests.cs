using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Gateway.Hosting;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Telemetry;

public sealed partial class EventIdTests
{
    private static readonly List<LoggerMessageAttribute> Messages =
        [.. typeof(GatewayApp).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()];

    [Fact]
    public void Every_event_is_in_the_operations_guide_and_none_else_is()
    {
        var section = Repository.Read("docs/operations.md").Split("\n## Log\n")[1].Split("\n## ")[0];
        var documented = Documented.Matches(section).Select(match => match.Value).ToList();

        documented.ShouldBeUnique();
        documented.Order(StringComparer.Ordinal).ShouldBe(Messages.Select(message => $"{message.EventId} {message.EventName}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_error_is_named_among_the_events_to_alert_on_and_none_else_is()
    {
        var sentence = AlertOn.Match(Repository.Read("docs/operations.md")).Value;

        EventId.Matches(sentence).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture))
            .ShouldBe(Messages.Where(message => message.Level >= LogLevel.Error).Select(message => message.EventId).Order());
    }

    [Fact]
    public void No_two_events_share_an_id_or_a_name()
    {
        Messages.Select(message => message.EventId).ShouldBeUnique();
        Messages.Select(message => message.EventName).ShouldBeUnique();
    }

    [GeneratedRegex(@"\b[12]\d{3} [A-Z][A-Za-z]+\b", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Documented { get; }

    [GeneratedRegex(@"^Alert on [^:]+:", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AlertOn { get; }

    [GeneratedRegex(@"\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EventId { get; }
}
