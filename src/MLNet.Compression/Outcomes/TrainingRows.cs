using MLNet.Compression.Data;

namespace MLNet.Compression.Outcomes;

/// <summary>The data given to Fit, read and checked.</summary>
/// <param name="Texts">The rows that have a label; there is something to learn from them.</param>
/// <param name="Outcome">What is to be predicted.</param>
internal sealed record TrainingRows(LabeledTexts Texts, Outcome Outcome);
