using System.ComponentModel;
using System.Reflection;

namespace Gateway;

/// <summary>
/// Finds the values of a configuration section that are not of their option's type. The framework's binder throws at the first of them, or leaves out
/// the whole entry of a list without a word.
/// </summary>
internal static class TypedSection
{
    /// <summary>What is wrong, each by its key.</summary>
    public static IReadOnlyList<string> Problems<T>(IConfiguration section) => [.. Wrong(typeof(T), section).Select(wrong => $"{wrong.Key.Path} {wrong.Words}.")];

    /// <summary>The section without what is wrong in it, so that everything else is still read and checked.</summary>
    public static IConfiguration Usable<T>(IConfiguration section)
    {
        var wrong = Wrong(typeof(T), section).Select(wrong => wrong.Key.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (wrong.Count == 0)
        {
            return section;
        }

        var path = (section as IConfigurationSection)?.Path;
        var usable = section.AsEnumerable(makePathsRelative: true)
            .Where(entry => entry.Value is not null && !wrong.Contains(path is null ? entry.Key : ConfigurationPath.Combine(path, entry.Key)));
        return new ConfigurationBuilder().AddInMemoryCollection(usable).Build();
    }

    private static IEnumerable<(IConfigurationSection Key, string Words)> Wrong(Type type, IConfiguration section)
    {
        if (Element(type) is { } element)
        {
            return section.GetChildren().SelectMany(child => WrongValue(element, child));
        }

        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property => WrongValue(property.PropertyType, section.GetSection(property.Name)));
    }

    private static IEnumerable<(IConfigurationSection Key, string Words)> WrongValue(Type type, IConfigurationSection section)
    {
        var underlying = Nullable.GetUnderlyingType(type);
        if (type == typeof(string) || (underlying is not null && string.IsNullOrEmpty(section.Value)))
        {
            return [];
        }

        if (!IsValue(type))
        {
            // Not the value itself, which may be a key or a password.
            return string.IsNullOrEmpty(section.Value) ? Wrong(type, section) : [(section, $"is one value; write {ConfigurationPath.Combine(section.Path, Entry(type))}"), .. Wrong(type, section)];
        }

        return section.Value is { } value && !Converts(TypeDescriptor.GetConverter(underlying ?? type), value) ? [(section, Words(underlying ?? type, value))] : [];
    }

    /// <summary>Whether options of that type are one value, and no list, map or section.</summary>
    public static bool IsValue(Type type) => TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(type) ?? type).CanConvertFrom(typeof(string));

    private static string Entry(Type type) => Element(type) is null ? "… for its settings" : type.GetInterfaces().Append(type).Any(IsMap) ? "<name>" : "0, …";

    private static bool IsMap(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>);

    /// <summary>What a list or a map holds; null for other types.</summary>
    public static Type? Element(Type type) => type.GetInterfaces().Append(type)
        .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(ICollection<>))?.GetGenericArguments() switch
    {
        [{ IsGenericType: true } entry] when entry.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) => entry.GetGenericArguments()[1],
        [var element] => element,
        _ => null,
    };

    private static bool Converts(TypeConverter converter, string value)
    {
        try
        {
            converter.ConvertFromInvariantString(value);
            return true;
        }
        catch (Exception)
        {
            // Converters throw what they like: the framework's binder catches everything, too.
            return false;
        }
    }

    private static string Words(Type type, string value) => type switch
    {
        _ when type == typeof(int) || type == typeof(long) => $"'{value}' is not a whole number, or one that is too large",
        _ when type == typeof(bool) => $"'{value}' is neither true nor false",
        _ when type == typeof(TimeSpan) => $"'{value}' is not a length of time; write it as in 00:05:00 or 1.00:00:00",
        // An address may hold a password, which must not be repeated.
        _ when type == typeof(Uri) => "is not a URL",
        _ => $"'{value}' is not a {type.Name}",
    };
}
