namespace MLNet.Compression.Training.Data;

/// <summary>Where an answer stands in a sequence.</summary>
/// <param name="Start">Its first token, from 0, counted from the start of the sequence.</param>
/// <param name="End">Its last token.</param>
internal readonly record struct AnswerSpan(int Start, int End);
