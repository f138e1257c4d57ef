namespace MLNet.Compression;

/// <summary>A text after an attack.</summary>
/// <param name="Row">The row of the data, from 0.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Text">The text at the end; unchanged unless the model was fooled.</param>
/// <param name="Label">What is right: the class, the labels, the tag of each word, or the answers.</param>
/// <param name="Prediction">What is predicted at the end, likewise; a word that was taken out has an empty tag.</param>
/// <param name="Words">Words that the text had.</param>
/// <param name="ChangedWords">Words that are another one or gone; 0 unless the model was fooled.</param>
/// <param name="Queries">Texts that the model was asked for, the unchanged one included.</param>
public sealed record AttackedText(int Row, AttackOutcome Outcome, string Text, string Label, string Prediction, int Words, int ChangedWords, int Queries);
