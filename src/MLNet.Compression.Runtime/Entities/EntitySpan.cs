namespace MLNet.Compression;

/// <summary>A named entity in a text.</summary>
/// <param name="Start">Where it starts, in UTF-16 code units.</param>
/// <param name="Length">Its length, in UTF-16 code units.</param>
/// <param name="Type">What it is, such as "LOC".</param>
/// <param name="Score">The mean over its words of the probability of the word's tag.</param>
/// <param name="Text">The text between its first and its last character.</param>
public sealed record EntitySpan(int Start, int Length, string Type, float Score, string Text);
