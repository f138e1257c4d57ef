namespace MLNet.Compression.Training.Data;

/// <summary>A text with the labels of its words.</summary>
/// <param name="Text">The text.</param>
/// <param name="Words">Its words, each with a label or <see cref="TokenTargets.None"/>.</param>
internal sealed record TaggedText(string Text, WordLabels Words);
