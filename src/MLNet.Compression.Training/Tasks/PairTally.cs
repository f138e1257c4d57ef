using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Tasks;

/// <summary>Pearson's correlation of the cosines of pairs with those that are wanted, 0 where it is not defined, and the mean squared difference.</summary>
internal sealed class PairTally : ValidationTally
{
    private readonly List<float> _cosines = [];
    private readonly List<float> _wanted = [];

    /// <inheritdoc/>
    public override OutputNeeds Needs => OutputNeeds.OnlyLogits;

    /// <inheritdoc/>
    public override void Add(ModelOutputs outputs, Targets targets)
    {
        var vectors = outputs.Logits!.Value;
        foreach (var (pair, wanted) in targets.Similarities.ToArray().Index())
        {
            _cosines.Add((float)PairCosine.CosineOf(vectors.RowSpan(2 * pair), vectors.RowSpan((2 * pair) + 1)));
            _wanted.Add(wanted.Cosine);
        }
    }

    /// <inheritdoc/>
    public override ValidationScore Score()
    {
        if (_cosines.Count == 0 || !_cosines.TrueForAll(float.IsFinite))
        {
            return ValidationScore.Worst(hasTeacher: false);
        }

        var quality = RegressionQuality.Of([.. _cosines], [.. _wanted], teacher: null);
        return new ValidationScore(double.IsNaN(quality.Pearson) ? 0 : quality.Pearson, quality.RootMeanSquaredError * quality.RootMeanSquaredError, TeacherAgreement: null);
    }
}
