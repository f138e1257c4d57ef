using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace MLNet.Compression.Training.Recipes;

/// <summary>A share of a whole: 0 to 1, as 75 % is 0.75. Null is one that is not given.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ShareAttribute : ValidationAttribute
{
    /// <summary>Whether the whole itself is out of range.</summary>
    public bool BelowOne { get; init; }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is null)
        {
            return ValidationResult.Success;
        }

        var share = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        if (share >= 0 && (BelowOne ? share < 1 : share <= 1))
        {
            return ValidationResult.Success;
        }

        var hint = share is > 1 and <= 100 ? string.Create(CultureInfo.InvariantCulture, $": {share:0.####} % is {share / 100:0.######}") : "";
        return new ValidationResult($"it is a share from 0 to 1{(BelowOne ? ", 1 itself excluded" : "")}{hint}.");
    }
}
