using System.Globalization;

namespace MLNet.Compression.Runtime.Tests;

/// <summary>Runs code in cultures whose numbers, letters and order are not the invariant ones.</summary>
internal static class Cultures
{
    /// <summary>Turkish i, German decimal commas, Arabic signs and names of numbers, the Swedish minus sign, Thai calendar.</summary>
    public static readonly string[] All = ["tr-TR", "de-DE", "ar-SA", "sv-SE", "th-TH"];

    /// <summary>What code gives in a culture; ignores the calling test where .NET runs without the data of cultures.</summary>
    public static T In<T>(string culture, Func<T> code)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture, predefinedOnly: true);
            return code();
        }
        catch (CultureNotFoundException)
        {
            Assert.Ignore($"{culture} is not known here: .NET runs in invariant mode, or ICU has not got it.");
            throw;
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    /// <summary>What code gives in the invariant culture.</summary>
    public static T Invariant<T>(Func<T> code) => In("", code);
}
