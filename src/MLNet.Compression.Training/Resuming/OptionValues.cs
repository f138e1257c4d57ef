using System.Collections;
using System.Globalization;
using System.Reflection;

namespace MLNet.Compression.Training.Resuming;

/// <summary>Options as names and texts, to compare those of two runs.</summary>
internal static class OptionValues
{
    /// <summary>Every option that has a say in the result, by name.</summary>
    /// <remarks>A subclass's options count too, such as those of the ML.NET trainers.</remarks>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(object options) =>
    [
        .. options.GetType().GetProperties()
            .Where(property => property.GetIndexParameters().Length == 0 && property.GetCustomAttribute<MayDifferOnResumeAttribute>(inherit: true) is null)
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => KeyValuePair.Create(property.Name, Format(property.GetValue(options)))),
    ];

    private static string Format(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Format))}]",
        _ => value.ToString() ?? "",
    };
}
