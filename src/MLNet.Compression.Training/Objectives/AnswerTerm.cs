using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>
/// A loss of a sequence's start scores, and the same of its end scores, each over the tokens of the sequence: averaged over the
/// sequences and over the two.
/// </summary>
internal abstract class AnswerTerm : ObjectiveTerm
{
    /// <inheritdoc/>
    public override OutputNeeds StudentNeeds => OutputNeeds.OnlyLogits;

    /// <inheritdoc/>
    public override double Evaluate(ObjectiveContext context, double weight)
    {
        var logits = context.Student.Logits!;
        var gradient = logits.AddableGradient(context.Buffers);
        var layout = context.Student.Layouts[^1];
        var share = 1.0 / (layout.SequenceCount * logits.Columns);
        var sum = 0.0;
        for (var sequence = 0; sequence < layout.SequenceCount; sequence++)
        {
            var first = layout.StartOf(sequence);
            var positionGradient = new double[layout.LengthOf(sequence)];
            for (var end = 0; end < logits.Columns; end++)
            {
                sum += share * EvaluatePositions(context, sequence, end, Column(context.Student, sequence, end), positionGradient);
                for (var position = 0; position < positionGradient.Length; position++)
                {
                    gradient.RowSpan(first + position)[end] += (float)(weight * share * positionGradient[position]);
                }
            }
        }

        return sum;
    }

    /// <summary>The start or end scores of a sequence.</summary>
    /// <param name="outputs">A model's outputs, whose logits are [tokens x 2].</param>
    /// <param name="sequence">The sequence.</param>
    /// <param name="end">0 for the start, 1 for the end.</param>
    protected static float[] Column(ModelOutputs outputs, int sequence, int end)
    {
        var layout = outputs.Layouts[^1];
        var scores = new float[layout.LengthOf(sequence)];
        for (var position = 0; position < scores.Length; position++)
        {
            scores[position] = outputs.Logits!.Value.RowSpan(layout.StartOf(sequence) + position)[end];
        }

        return scores;
    }

    /// <summary>The loss of one sequence's start or end.</summary>
    /// <param name="context">The step.</param>
    /// <param name="sequence">The sequence.</param>
    /// <param name="end">0 for the start, 1 for the end.</param>
    /// <param name="scores">The student's scores of the sequence's tokens.</param>
    /// <param name="gradient">Receives the gradient, overwriting.</param>
    protected abstract double EvaluatePositions(ObjectiveContext context, int sequence, int end, ReadOnlySpan<float> scores, Span<double> gradient);
}
