using System.Globalization;

namespace MLNet.Compression.Training.Reports;

/// <summary>Numbers short enough for a report.</summary>
internal static class SignificantDigits
{
    /// <summary>A number rounded to six significant digits.</summary>
    public static double Of(double value) => double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
