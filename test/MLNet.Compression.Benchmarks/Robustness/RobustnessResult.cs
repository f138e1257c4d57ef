namespace MLNet.Compression.Benchmarks.Robustness;

/// <summary>One attacked model.</summary>
/// <param name="Set">The texts.</param>
/// <param name="Model">The model's folder, and "int8" where it was rounded.</param>
/// <param name="Attack">The attack.</param>
/// <param name="Rows">Texts.</param>
/// <param name="Bytes">Of the model's file.</param>
/// <param name="LabelLoyalty">To the first model, on the texts as they are.</param>
/// <param name="Accuracy">On the texts as they are.</param>
/// <param name="AccuracyUnderAttack">After the attack.</param>
/// <param name="ChangedWords">The mean share of words that had to be changed.</param>
/// <param name="Queries">Texts that the model was asked for, of a text.</param>
internal sealed record RobustnessResult(
    string Set, string Model, string Attack, int Rows, long Bytes, double LabelLoyalty, double Accuracy, double AccuracyUnderAttack, double ChangedWords, double Queries);
