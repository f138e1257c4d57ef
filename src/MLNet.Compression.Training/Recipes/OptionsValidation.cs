using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace MLNet.Compression.Training.Recipes;

/// <summary>Checks options against the ranges that their properties declare, and reports all faults together.</summary>
internal static class OptionsValidation
{
    /// <summary>Throws unless every property lies in its declared range.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">At least one does not; the message names each with its value and what is allowed.</exception>
    public static void Validate(object options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = Faults(options);
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));
        }
    }

    private static List<string> Faults(object options)
    {
        // The attributes write their limits in the current culture.
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            var faults = new List<string>();
            foreach (var property in options.GetType().GetProperties())
            {
                var value = property.GetIndexParameters().Length == 0 ? property.GetValue(options) : null;
                foreach (var attribute in property.GetCustomAttributes(typeof(ValidationAttribute), inherit: true).Cast<ValidationAttribute>())
                {
                    if (!attribute.IsValid(value))
                    {
                        faults.Add($"{property.Name} is {value ?? "null"}, but: {attribute.FormatErrorMessage(property.Name)}");
                    }
                }
            }

            return faults;
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
