using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Tasks;

/// <summary>The mean cosine of a model's vectors and its teacher's, and the mean squared distance of both.</summary>
/// <param name="teacher">The teacher's vector of each row, in the order in which the rows are added.</param>
internal sealed class VectorTally(IReadOnlyList<float[]> teacher) : ValidationTally
{
    private int _rows;
    private double _cosines;
    private double _distances;

    /// <inheritdoc/>
    public override OutputNeeds Needs => OutputNeeds.OnlyLogits;

    /// <inheritdoc/>
    public override void Add(ModelOutputs outputs, Targets targets)
    {
        var vectors = outputs.Logits!;
        for (var row = 0; row < vectors.Rows; row++, _rows++)
        {
            var own = vectors.Value.RowSpan(row).ToArray();
            _cosines += VectorSimilarities.Cosine(own, teacher[_rows]);
            _distances += own.Zip(teacher[_rows], (a, b) => ((double)a - b) * ((double)a - b)).Sum();
        }
    }

    /// <inheritdoc/>
    public override ValidationScore Score() => _rows == 0 || !double.IsFinite(_distances)
        ? ValidationScore.Worst(hasTeacher: true)
        : new ValidationScore(_cosines / _rows, _distances / _rows, TeacherAgreement: _cosines / _rows);
}
