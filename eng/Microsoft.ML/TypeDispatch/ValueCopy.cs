namespace Microsoft.ML.Data;

/// <summary>Copies a value so that the copy shares nothing with it that a caller may write to.</summary>
internal delegate void ValueCopy<T>(in T source, ref T destination);
