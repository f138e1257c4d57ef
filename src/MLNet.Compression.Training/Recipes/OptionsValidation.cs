using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace MLNet.Compression.Training.Recipes;

/// <summary>Checks options against the ranges that their properties declare and against what they themselves check, and reports all faults together.</summary>
internal static class OptionsValidation
{
    /// <summary>Throws unless the options have no fault.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">They have at least one; the message names each with its value and what is allowed.</exception>
    public static void Validate(object options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = FaultsOf(options);
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));
        }
    }

    /// <summary>A sentence for each fault.</summary>
    /// <param name="options">The options.</param>
    public static IReadOnlyList<string> FaultsOf(object options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = new List<string>();
        foreach (var property in options.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            var value = property.GetValue(options);
            var context = new ValidationContext(options) { MemberName = property.Name, DisplayName = property.Name };
            foreach (var attribute in property.GetCustomAttributes(typeof(ValidationAttribute), inherit: true).Cast<ValidationAttribute>())
            {
                if (attribute.GetValidationResult(value, context) is { } fault)
                {
                    faults.Add(string.Create(CultureInfo.InvariantCulture, $"{property.Name} is {value ?? "null"}, but: {fault.ErrorMessage}"));
                }
            }
        }

        if (options is IValidatableObject itself)
        {
            faults.AddRange(itself.Validate(new ValidationContext(options)).Select(fault => fault.ErrorMessage ?? ""));
        }

        return faults;
    }
}
