using Microsoft.Extensions.Options;

namespace Gateway;

/// <summary>Tells the values that are not of their option's type with all other problems.</summary>
internal sealed class TypedOptions<T>(IConfiguration section) : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? name, T options) =>
        TypedSection.Problems<T>(section) is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
}
