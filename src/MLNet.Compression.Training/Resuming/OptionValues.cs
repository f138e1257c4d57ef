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
    public static IReadOnlyList<KeyValuePair<string, string>> Of(params IEnumerable<object> options) => Sorted(options, Unknown);

    /// <summary>As <see cref="Of"/>, to be read and not compared: of a value that nothing tells from others, the type.</summary>
    /// <param name="options">Objects whose properties are options.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Described(params IEnumerable<object> options) => Sorted(options, type => type.Name);

    /// <summary>A value as a text that is another for every other value.</summary>
    /// <exception cref="InvalidOperationException">Its type has neither text nor properties.</exception>
    public static string Text(object? value) => Text(value, Unknown);

    /// <param name="value">The value.</param>
    /// <param name="otherwise">The text of a value without text and properties, by its type.</param>
    private static string Text(object? value, Func<Type, string> otherwise) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IOptionParts => $"{value.GetType().Name} ({string.Join(", ", Properties(value, otherwise).Select(part => $"{part.Key} {part.Value}"))})",
        IConvertible number => number.ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(item => Text(item, otherwise)))}]",
        _ when HasTextOfItsOwn(value.GetType()) => value.ToString()!,
        _ => Properties(value, otherwise).ToArray() is { Length: > 0 } parts
            ? $"({string.Join(", ", parts.Select(part => $"{part.Key} {part.Value}"))})"
            : otherwise(value.GetType()),
    };

    private static string Unknown(Type type) => throw new InvalidOperationException(
        $"Two options of type {type} cannot be told apart: give it a ToString, or mark the option with {nameof(MayDifferOnResumeAttribute)}.");

    private static IReadOnlyList<KeyValuePair<string, string>> Sorted(IEnumerable<object> options, Func<Type, string> otherwise) =>
        [.. options.SelectMany(each => Properties(each, otherwise)).OrderBy(option => option.Key, StringComparer.Ordinal)];

    private static IEnumerable<KeyValuePair<string, string>> Properties(object options, Func<Type, string> otherwise) => options.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0 && property.GetCustomAttribute<MayDifferOnResumeAttribute>(inherit: true) is null)
        .Select(property => KeyValuePair.Create(property.Name, Text(property.GetValue(options), otherwise)));

    /// <summary>Whether somebody wrote the type's text: that of a record is the compiler's, and names no elements of lists.</summary>
    private static bool HasTextOfItsOwn(Type type)
    {
        var method = type.GetMethod(nameof(ToString), [])!;
        return method.DeclaringType != typeof(object) && method.DeclaringType != typeof(ValueType) && method.GetCustomAttribute<CompilerGeneratedAttribute>() is null;
    }
}
