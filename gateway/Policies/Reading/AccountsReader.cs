using System.Collections.Frozen;

namespace Gateway.Policies.Reading;

/// <summary>Reads <c>accounts</c>: names to ids.</summary>
internal sealed class AccountsReader(ShapeReader shapes)
{
    public AccountTable Read(Place? place)
    {
        var accounts = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in place is { } at ? shapes.Entries(at, "a map of names to account ids") ?? [] : [])
        {
            var entry = place!.Key(key, value);
            if (!TextShape.AccountName.Fits(key.Text))
            {
                shapes.Problems.Add(key.Line, key.Column, entry.Path, PolicyRule.Shape, $"expected {TextShape.AccountName.Words}");
            }

            if (Id(entry) is not { } id)
            {
                continue;
            }

            accounts[key.Text] = id;
            if (!names.TryAdd(id, key.Text))
            {
                shapes.Problems.Add(entry, PolicyRule.DuplicateAccount, $"the account {id} is listed as '{names[id]}' already");
            }
        }

        return new AccountTable(accounts.ToFrozenDictionary(StringComparer.Ordinal));
    }

    // Without quotes YAML reads a number, in which leading zeros are lost: twelve plain digits alone are unambiguous.
    private string? Id(Place place)
    {
        if (place.Node is not ScalarNode { Type: ScalarKind.Integer or ScalarKind.Fraction } number)
        {
            return shapes.Text(place, TextShape.AccountId);
        }

        if (RoleArn.IsAccountId(number.Text) && number.Text[0] != '0')
        {
            return number.Text;
        }

        var twelveDigits = decimal.TryParse(number.Text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value)
            && value >= 100_000_000_000 && value <= 999_999_999_999 && decimal.IsInteger(value);
        shapes.Problems.Add(
            place,
            twelveDigits ? PolicyRule.AccountDigits : PolicyRule.Shape,
            $"'{number.Text}' is read as a number, not as an account id; quote it: \"111122223333\"");
        return null;
    }
}
