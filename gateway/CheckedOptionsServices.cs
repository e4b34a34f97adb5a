using Microsoft.Extensions.Options;

namespace Gateway;

internal static class CheckedOptionsServices
{
    /// <summary>Checks the options at start, with all others.</summary>
    public static OptionsBuilder<T> ValidateAnnotations<T>(this OptionsBuilder<T> builder)
        where T : class
    {
        builder.Services.AddSingleton<IValidateOptions<T>, AnnotatedOptions<T>>();
        return builder.ValidateOnStart();
    }

    /// <summary>Reads the options from a section of the configuration; a value of a wrong type is one problem among the others.</summary>
    public static OptionsBuilder<T> BindTyped<T>(this OptionsBuilder<T> builder, IConfigurationSection section)
        where T : class
    {
        builder.Services.AddSingleton(new KnownSection(section.Path, typeof(T)));
        builder.Services.AddSingleton<IValidateOptions<T>>(new TypedOptions<T>(section));
        return builder.Configure(options => TypedSection.Usable<T>(section).Bind(options));
    }
}
