using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Robustness;

/// <summary>The labels of a text that may have several: right where they are the true ones, all of them and no other.</summary>
/// <param name="probabilities">The probability of each label.</param>
/// <param name="predicted">The labels that are predicted.</param>
/// <param name="right">The true ones.</param>
/// <param name="names">The names of the labels.</param>
internal sealed class LabelSetAnswer(float[] probabilities, LabelSet predicted, LabelSet right, IReadOnlyList<string> names)
    : ModelAnswer(predicted.Is(right) ? 1 : 0, MeanOf(probabilities, right))
{
    /// <summary>The labels that are predicted.</summary>
    public LabelSet Predicted => predicted;

    /// <inheritdoc/>
    public override string Prediction => NamesOf(predicted, names);

    /// <summary>Labels in words.</summary>
    public static string NamesOf(LabelSet labels, IReadOnlyList<string> names) => string.Join(", ", labels.Labels.Select(label => names[label]));

    /// <summary>The mean over all labels of the probability of what is true of each.</summary>
    private static double MeanOf(float[] probabilities, LabelSet right) => probabilities.Index().Average(label => right.Labels.Contains(label.Index) ? label.Item : 1.0 - label.Item);
}
