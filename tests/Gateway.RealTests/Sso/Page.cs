using System.Net;
using System.Text.RegularExpressions;
using Shouldly;

namespace Gateway.RealTests.Sso;

/// <summary>A page that a browser shows.</summary>
internal sealed partial record Page(Uri Address, string Html)
{
    public bool Offers(string field) => Inputs().Any(input => input.Name == field);

    /// <summary>Where its form goes.</summary>
    public Uri FormAction()
    {
        var form = Form().Match(Html);
        form.Success.ShouldBeTrue(Html);
        return new Uri(Address, WebUtility.HtmlDecode(form.Groups["action"].Value));
    }

    /// <summary>What its form sends without anything being typed.</summary>
    public Dictionary<string, string> HiddenFields() =>
        Inputs().Where(input => input.Type == "hidden").DistinctBy(input => input.Name).ToDictionary(input => input.Name, input => input.Value);

    private IEnumerable<(string Type, string Name, string Value)> Inputs() =>
        from input in Input().Matches(Html)
        let attributes = Attribute().Matches(input.Value).DistinctBy(a => a.Groups["name"].Value)
            .ToDictionary(a => a.Groups["name"].Value, a => WebUtility.HtmlDecode(a.Groups["value"].Value))
        where attributes.ContainsKey("name")
        select (attributes.GetValueOrDefault("type", "text"), attributes["name"], attributes.GetValueOrDefault("value", ""));

    [GeneratedRegex("<form[^>]*\\saction=\"(?<action>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();

    [GeneratedRegex("<(input|button)[^>]*>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Input();

    [GeneratedRegex("(?<name>[a-z]+)=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attribute();
}
