using System.Numerics.Tensors;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Tasks;

/// <summary>The share of labelled tokens whose label is the most probable, and the mean of −log p[label]; nothing is kept but the sums.</summary>
internal sealed class TokenTally : ValidationTally
{
    private long _tokens;
    private long _right;
    private double _loss;

    public override OutputNeeds Needs => OutputNeeds.Nothing with { LogitRows = LogitRows.Labelled };

    public override void Add(ModelOutputs outputs, Targets targets)
    {
        if (outputs.Logits is not { } logits)
        {
            return;
        }

        var scratch = new double[logits.Columns];
        for (var row = 0; row < logits.Rows; row++)
        {
            if (targets.TokenLabels[outputs.PlaceOf(row)] is not TokenTargets.None and var label)
            {
                LogSoftmax.Row(logits.Value.RowSpan(row), 1, scratch);
                _tokens++;
                _loss -= scratch[label];
                _right += TensorPrimitives.IndexOfMax<double>(scratch) == label ? 1 : 0;
            }
        }
    }

    public override ValidationScore Score() => _tokens == 0 || !double.IsFinite(_loss)
        ? ValidationScore.Worst(hasTeacher: false)
        : new ValidationScore(_right / (double)_tokens, _loss / _tokens, TeacherAgreement: null);
}
