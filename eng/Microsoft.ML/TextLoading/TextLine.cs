namespace Microsoft.ML.Data;

/// <summary>A line of a file; <paramref name="Number"/> counts from 1.</summary>
internal readonly record struct TextLine(string Text, string Path, long Number);
