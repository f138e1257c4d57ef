using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Robustness;

/// <summary>The class of a text.</summary>
/// <param name="probabilities">The probability of each class; the most probable one is predicted, of equals the first.</param>
/// <param name="label">The right class.</param>
/// <param name="classes">The names of the classes.</param>
internal sealed class ClassAnswer(float[] probabilities, int label, IReadOnlyList<string> classes)
    : ModelAnswer(TensorPrimitives.IndexOfMax<float>(probabilities) == label ? 1 : 0, probabilities[label])
{
    private int Predicted => TensorPrimitives.IndexOfMax<float>(probabilities);

    /// <inheritdoc/>
    public override string Prediction => classes[Predicted];

    /// <inheritdoc/>
    /// <remarks>Where another class wins without the word, what that one gains counts too (Jin et al. 2020, eq. 2).</remarks>
    public override double ImportanceBy(ModelAnswer without) => without is ClassAnswer { Quality: 0 } other
        ? base.ImportanceBy(without) + other.Probability(other.Predicted) - Probability(other.Predicted)
        : base.ImportanceBy(without);

    private double Probability(int label) => probabilities[label];
}
