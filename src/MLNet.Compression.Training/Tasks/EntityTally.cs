using System.Numerics.Tensors;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Tasks;

/// <summary>F1 of the entities that the tags of labelled tokens describe, and the mean of −log p[label].</summary>
/// <param name="tags">The name of each class.</param>
internal sealed class EntityTally(IReadOnlyList<string> tags) : ValidationTally
{
    private readonly TokenTally _tokens = new();
    private readonly List<IReadOnlyList<string>> _predicted = [];
    private readonly List<IReadOnlyList<string>> _gold = [];

    public override OutputNeeds Needs => _tokens.Needs;

    public override void Add(ModelOutputs outputs, Targets targets)
    {
        _tokens.Add(outputs, targets);
        if (outputs.Logits is not { } logits)
        {
            return;
        }

        var (layout, row) = (outputs.Layouts[^1], 0);
        for (var sequence = 0; sequence < layout.SequenceCount; sequence++)
        {
            var (end, predicted, gold) = (layout.StartOf(sequence) + layout.LengthOf(sequence), new List<string>(), new List<string>());
            for (; row < logits.Rows && outputs.PlaceOf(row) < end; row++)
            {
                if (targets.TokenLabels[outputs.PlaceOf(row)] is not TokenTargets.None and var label)
                {
                    predicted.Add(tags[TensorPrimitives.IndexOfMax<float>(logits.Value.RowSpan(row))]);
                    gold.Add(tags[label]);
                }
            }

            _predicted.Add(predicted);
            _gold.Add(gold);
        }
    }

    public override ValidationScore Score() =>
        _tokens.Score() is var score && double.IsFinite(score.Loss) ? score with { Score = new EntityF1().Evaluate(new EntityPredictions(_predicted, _gold)) } : score;
}
