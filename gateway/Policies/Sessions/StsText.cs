using System.Buffers;
using System.Globalization;
using System.Text;

namespace Gateway.Policies.Sessions;

/// <summary>What STS takes as text, known before it is called.</summary>
/// <remarks>https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html and API_Tag.html</remarks>
internal sealed class StsText
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+=,.@-");

    /// <summary><c>RoleSessionName</c> and <c>SourceIdentity</c>: 2 to 64 characters of <c>[\w+=,.@-]</c>, which AWS means as ASCII.</summary>
    public static readonly StsText Name = new(2, 64, "2 to 64 characters out of A-Z a-z 0-9 _ + = , . @ -", text => !text.ContainsAnyExcept(NameCharacters));

    /// <summary>A session tag's value: at most 256 characters of <c>[\p{L}\p{Z}\p{N}_.:/=+\-@]</c>.</summary>
    public static readonly StsText TagValue = new(0, 256, "at most 256 letters, digits, spaces and _ . : / = + - @", IsTagText);

    private readonly Predicate fits;

    private StsText(int min, int max, string words, Predicate fits)
    {
        MinLength = min;
        MaxLength = max;
        Words = words;
        this.fits = fits;
    }

    private delegate bool Predicate(ReadOnlySpan<char> text);

    public int MinLength { get; }

    public int MaxLength { get; }

    /// <summary>For a person; follows "expected" or "STS takes".</summary>
    public string Words { get; }

    public bool Fits(string text) => text.Length >= MinLength && text.Length <= MaxLength && fits(text);

    /// <summary>Whether a part of a text holds nothing that the whole may not hold.</summary>
    public bool FitsCharacters(string part) => fits(part);

    private static bool IsTagText(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // A lone surrogate is enumerated as U+FFFD, which is a symbol.
            var taken = Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                    or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
                    or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => true,
                _ => rune.IsAscii && "_.:/=+-@".Contains((char)rune.Value, StringComparison.Ordinal),
            };
            if (!taken)
            {
                return false;
            }
        }

        return true;
    }
}
