using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Training.Data;

/// <summary>The words of a text with their labels.</summary>
/// <param name="Words">Where they stand, in the order of the text.</param>
/// <param name="Labels">The class of each, from 0, or <see cref="TokenTargets.None"/>.</param>
internal readonly record struct WordLabels(WordSpan[] Words, int[] Labels);
