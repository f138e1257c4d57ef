using System.Numerics.Tensors;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>‖s − t‖² of the student's vector s and the teacher's t, averaged over the sequences. Of vectors of length 1 it is 2 (1 − cos).</summary>
internal sealed class EmbeddingDistance : LogitTerm
{
    /// <inheritdoc/>
    public override string Name => "embeddings";

    /// <inheritdoc/>
    public override OutputNeeds TeacherNeeds => StudentNeeds;

    /// <inheritdoc/>
    protected override double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient)
    {
        var teacher = context.Teacher.Logits!.Value.RowSpan(row);
        for (var i = 0; i < logits.Length; i++)
        {
            gradient[i] = (double)logits[i] - teacher[i];
        }

        var loss = TensorPrimitives.SumOfSquares<double>(gradient);
        TensorPrimitives.Multiply(gradient, 2, gradient);
        return loss;
    }
}
