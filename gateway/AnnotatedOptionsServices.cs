using Microsoft.Extensions.Options;

namespace Gateway;

internal static class AnnotatedOptionsServices
{
    /// <summary>Checks the options at start, with all others.</summary>
    public static OptionsBuilder<T> ValidateAnnotations<T>(this OptionsBuilder<T> builder)
        where T : class
    {
        builder.Services.AddSingleton<IValidateOptions<T>, AnnotatedOptions<T>>();
        return builder.ValidateOnStart();
    }
}
