using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Gateway;

/// <summary>Checks options by their data annotations and tells each problem in the annotation's own words, which name the configuration key.</summary>
internal sealed class AnnotatedOptions<T> : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var results = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(results.Select(result => result.ErrorMessage!));
    }
}
