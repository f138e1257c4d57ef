using MLNet.Compression.Runtime.Entities;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Tasks;

/// <summary>One of several classes for each token; of a masked language model the classes are the vocabulary.</summary>
/// <param name="classes">Number of classes.</param>
/// <param name="tags">Their names where these may be tags of entities; else empty.</param>
internal sealed class TokenTask(int classes, IReadOnlyList<string> tags) : TextTask
{
    public override ObjectiveTerm TargetTerm(double smoothing)
    {
        RequireNoSmoothing(smoothing);
        return new TokenLabels();
    }

    public override WeightedTerm TeacherTerm(PredictionDivergence divergence, Teacher teacher, Schedule weight, Schedule temperature) =>
        DivergenceTerms.Of(divergence, teacher, weight, temperature);

    /// <remarks>Where a tag stands for what is no entity, entities are counted, else tokens.</remarks>
    public override ValidationTally Tally(ValidationData data) => EntityTag.OutsideOf(tags) >= 0 ? new EntityTally(tags) : new TokenTally();

    public override void WriteNoise(Tape tape, ModelOutputs outputs, ulong seed) => PredictionNoise.WriteClasses(tape, outputs, seed);

    public override void RequireTargets(TextDataset data)
    {
        for (var row = 0; row < data.Count; row++)
        {
            foreach (var label in data.TokenLabelsOf(row))
            {
                if (label != TokenTargets.None && (uint)label >= (uint)classes)
                {
                    throw new ArgumentException(
                        $"Row {row} has a token with the label {label}; possible are 0 to {classes - 1}, and {TokenTargets.None} for none.", nameof(data));
                }
            }
        }
    }

    /// <remarks>A token of a labelled row that does not count still does not.</remarks>
    public override Targets Complete(Targets targets, ModelOutputs outputs) =>
        targets is NoTargets ? new TokenTargets(LargestOf(outputs)) : new TokenTargets(targets.TokenLabels.ToArray());
}
