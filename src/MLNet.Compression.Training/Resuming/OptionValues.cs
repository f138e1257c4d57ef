using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MLNet.Compression.Training.Resuming;

/// <summary>Options as names and texts, to compare those of two runs.</summary>
internal static class OptionValues
{
    /// <summary>Every option that has a say in the result, by name: every property that is not marked as one that may differ.</summary>
    /// <param name="options">Objects whose properties are options; those of a subclass count too, such as those of the ML.NET trainers.</param>
    /// <exception cref="InvalidOperationException">A value has a type without text and properties, so that nothing tells two of them apart.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(params IEnumerable<object> options) =>
    [
        .. options.SelectMany(Properties).OrderBy(option => option.Key, StringComparer.Ordinal),
    ];

    /// <summary>A value as a text that is another for every other value.</summary>
    /// <exception cref="InvalidOperationException">Its type has neither text nor properties.</exception>
    public static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IOptionParts => $"{value.GetType().Name} ({string.Join(", ", Properties(value).Select(part => $"{part.Key} {part.Value}"))})",
        IConvertible number => number.ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        _ when HasTextOfItsOwn(value.GetType()) => value.ToString()!,
        _ => Properties(value).ToArray() is { Length: > 0 } parts
            ? $"({string.Join(", ", parts.Select(part => $"{part.Key} {part.Value}"))})"
            : throw new InvalidOperationException(
                $"Two options of type {value.GetType()} cannot be told apart: give it a ToString, or mark the option with {nameof(MayDifferOnResumeAttribute)}."),
    };

    private static IEnumerable<KeyValuePair<string, string>> Properties(object options) => options.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0 && property.GetCustomAttribute<MayDifferOnResumeAttribute>(inherit: true) is null)
        .Select(property => KeyValuePair.Create(property.Name, Text(property.GetValue(options))));

    /// <summary>Whether somebody wrote the type's text: that of a record is the compiler's, and names no elements of lists.</summary>
    private static bool HasTextOfItsOwn(Type type)
    {
        var method = type.GetMethod(nameof(ToString), [])!;
        return method.DeclaringType != typeof(object) && method.DeclaringType != typeof(ValueType) && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null;
    }
}
