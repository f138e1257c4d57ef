using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Tasks;

/// <summary>Labels of each sequence that each apply or not.</summary>
/// <param name="labels">Number of labels.</param>
internal sealed class MultiLabelTask(int labels) : SequenceTask
{
    /// <summary>The logit of a probability of one half.</summary>
    private const float Even = 0;

    public override bool GivesProbabilities => false;

    public override ObjectiveTerm TargetTerm(double smoothing)
    {
        RequireNoSmoothing(smoothing);
        return new BinaryLabels();
    }

    /// <exception cref="ArgumentException">The divergence does not compare labels that each apply or not.</exception>
    public static void RequireDivergence(PredictionDivergence divergence)
    {
        if (divergence is not (PredictionDivergence.CrossEntropy or PredictionDivergence.KullbackLeibler or PredictionDivergence.SquaredLogits))
        {
            throw new ArgumentException(
                $"Several labels a text are compared by {PredictionDivergence.CrossEntropy}, {PredictionDivergence.KullbackLeibler} or {PredictionDivergence.SquaredLogits}, not by {divergence}: choose one of these.", nameof(divergence));
        }
    }

    public override WeightedTerm TeacherTerm(PredictionDivergence divergence, Teacher teacher, Schedule weight, Schedule temperature)
    {
        RequireDivergence(divergence);
        return divergence == PredictionDivergence.SquaredLogits
            ? new WeightedTerm(new LogitRegression(), weight, teacher)
            : new WeightedTerm(new SoftBinaryLabels(temperature, divergence == PredictionDivergence.KullbackLeibler), DivergenceTerms.Scaled(weight, temperature), teacher);
    }

    /// <remarks>Score is the micro F1 of the labels that are more probable than not.</remarks>
    public override ValidationScore Judge(float[] outputs, ValidationData data)
    {
        var gold = data.Rows.LabelSets;
        var (scratch, loss) = (new double[labels], 0.0);
        for (var row = 0; row < gold.Length; row++)
        {
            loss += BinaryCrossEntropy.Row(outputs.AsSpan(row * labels, labels), gold[row].Labels, scratch);
        }

        var predictions = new MultiLabelPredictions([.. outputs.Chunk(labels).Select(row => LabelSet.Above(row, Even))], gold.ToArray());
        return new ValidationScore(predictions.F1(), loss / gold.Length, TeacherAgreement: null);
    }

    public override void WriteNoise(Tape tape, ModelOutputs outputs, ulong seed) => PredictionNoise.WriteLabels(tape, outputs, seed);

    public override void RequireTargets(TextDataset data)
    {
        foreach (var (row, set) in data.LabelSets.ToArray().Index())
        {
            var place = set.Labels.AsSpan().IndexOfAnyExceptInRange(0, labels - 1);
            if (place >= 0)
            {
                throw new ArgumentException($"Row {row} has the label {set.Labels[place]}, but the model has {labels} labels, from 0.", nameof(data));
            }
        }
    }

    public override Targets Complete(Targets targets, ModelOutputs outputs) => targets is NoTargets
        ? new LabelSetTargets([.. outputs.Logits!.ValueSpan.ToArray().Chunk(labels).Select(row => LabelSet.Above(row, Even))])
        : new LabelSetTargets(targets.LabelSets.ToArray());
}
