namespace MLNet.Compression.Training.Robustness;

/// <summary>A text to attack.</summary>
/// <param name="Row">The row of the data, from 0.</param>
/// <param name="Text">The text.</param>
/// <param name="Pair">The text that goes with it; null where there is none.</param>
/// <param name="Label">The right class.</param>
internal sealed record AttackRow(int Row, string Text, string? Pair, int Label);
