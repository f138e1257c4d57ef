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

        // The attributes write their limits in the current culture.
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return [.. OfProperties(options), .. OfTheWhole(options)];
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static IEnumerable<string> OfProperties(object options) =>
        from property in options.GetType().GetProperties()
        where property.GetIndexParameters().Length == 0
        let value = property.GetValue(options)
        let context = new ValidationContext(options) { MemberName = property.Name, DisplayName = property.Name }
        from attribute in property.GetCustomAttributes(typeof(ValidationAttribute), inherit: true).Cast<ValidationAttribute>()
        let fault = attribute.GetValidationResult(value, context)
        where fault is not null
        select $"{property.Name} is {value ?? "null"}, but: {fault.ErrorMessage}";

    private static IEnumerable<string> OfTheWhole(object options) => options is IValidatableObject whole
        ? whole.Validate(new ValidationContext(options)).Select(fault => fault.ErrorMessage ?? "")
        : [];
}
