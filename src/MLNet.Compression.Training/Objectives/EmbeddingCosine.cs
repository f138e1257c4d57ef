using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>1 − s · t / sqrt((s · s + ε)(t · t + ε)) of the student's vector s and the teacher's t, ε = 1e-12, averaged over the sequences.</summary>
internal sealed class EmbeddingCosine : LogitTerm
{
    private const double Epsilon = 1e-12;

    /// <inheritdoc/>
    public override string Name => "embedding cosine";

    /// <inheritdoc/>
    public override OutputNeeds TeacherNeeds => StudentNeeds;

    /// <summary>With c the cosine: ∂c/∂s = t / sqrt(ST) − c s / S, where S = s · s + ε, T = t · t + ε.</summary>
    protected override double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient)
    {
        var teacher = context.Teacher.Logits!.Value.RowSpan(row);
        var (own, others, product) = (Epsilon, Epsilon, 0.0);
        for (var i = 0; i < logits.Length; i++)
        {
            own += (double)logits[i] * logits[i];
            others += (double)teacher[i] * teacher[i];
            product += (double)logits[i] * teacher[i];
        }

        var scale = 1 / Math.Sqrt(own * others);
        var cosine = product * scale;
        for (var i = 0; i < logits.Length; i++)
        {
            gradient[i] = (cosine * logits[i] / own) - (teacher[i] * scale);
        }

        return 1 - cosine;
    }
}
