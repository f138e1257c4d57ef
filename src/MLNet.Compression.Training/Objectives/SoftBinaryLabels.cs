using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Binary cross-entropy of the student's σ(z_s / T) with the teacher's q = σ(z_t / T), averaged over labels and rows.</summary>
/// <remarks>The gradient shrinks with T²; a recipe that wants its size kept multiplies the weight by T² (Hinton et al. 2015).</remarks>
/// <param name="temperature">T, positive; null for 1.</param>
/// <param name="isRelative">Whether the teacher's entropy is subtracted, which leaves the Kullback-Leibler divergence of each label.</param>
internal sealed class SoftBinaryLabels(Schedule? temperature = null, bool isRelative = false) : LogitTerm
{
    private readonly Schedule _temperature = temperature ?? 1;

    /// <inheritdoc/>
    public override string Name => "predictions";

    /// <inheritdoc/>
    public override OutputNeeds TeacherNeeds => StudentNeeds;

    /// <inheritdoc/>
    protected override double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient)
    {
        var t = _temperature.At(context.Position);
        var teacher = context.Teacher.Logits!.Value.RowSpan(row);
        var entropy = isRelative ? CrossEntropyWith(teacher, teacher, t, gradient) : 0;
        return CrossEntropyWith(teacher, logits, t, gradient) - entropy;
    }

    private static double CrossEntropyWith(ReadOnlySpan<float> teacher, ReadOnlySpan<float> logits, double temperature, Span<double> gradient)
    {
        for (var label = 0; label < teacher.Length; label++)
        {
            gradient[label] = Logistic.Sigmoid(teacher[label] / temperature);
        }

        return BinaryCrossEntropy.Row(logits, temperature, gradient);
    }
}
