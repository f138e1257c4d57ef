using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Layers;

/// <summary>A head that gives logits of several classes for each token.</summary>
internal abstract class TokenLabelHead : TaskHead
{
    public override ObjectiveTerm TargetTerm(double smoothing)
    {
        RequireNoSmoothing(smoothing);
        return new TokenLabels();
    }

    public override WeightedTerm TeacherTerm(TextModel teacher, double weight, double temperature) =>
        new(new SoftLabels(temperature), weight * temperature * temperature, teacher);

    public override void RequireTargets(TextDataset data)
    {
        for (var row = 0; row < data.Count; row++)
        {
            foreach (var label in data.TokenLabelsOf(row))
            {
                if (label != TokenTargets.None && (uint)label >= (uint)Outputs)
                {
                    throw new ArgumentException(
                        $"Row {row} has a token with the label {label}; possible are 0 to {Outputs - 1}, and {TokenTargets.None} for none.", nameof(data));
                }
            }
        }
    }
}
