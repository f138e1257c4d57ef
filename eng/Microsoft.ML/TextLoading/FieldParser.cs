namespace Microsoft.ML.Data;

/// <summary>Reads the text of a field; false where it is no value of the type, which then is the type's missing or default value.</summary>
internal delegate bool FieldParser<T>(ReadOnlyMemory<char> text, out T value);
