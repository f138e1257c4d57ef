using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Tasks;

/// <summary>A vector for each sequence, which nobody but a teacher can give; of pairs of texts it can be known how alike the two vectors are to be.</summary>
internal sealed class EmbeddingTask : TextTask
{
    public override bool GivesProbabilities => false;

    /// <summary>What shows which units the vectors depend on; no row has a target to learn.</summary>
    public override ObjectiveTerm TargetTerm(double smoothing)
    {
        RequireNoSmoothing(smoothing);
        return new EmbeddingProbe();
    }

    /// <inheritdoc/>
    public override ObjectiveTerm TargetTerm(TextDataset data, double smoothing)
    {
        RequireNoSmoothing(smoothing);
        return data.HasTargets ? new PairCosine() : new EmbeddingProbe();
    }

    /// <summary>The squared distance from the teacher's vector, or what the divergence asks for of vectors; they have no temperature.</summary>
    public override WeightedTerm TeacherTerm(PredictionDivergence divergence, Teacher teacher, Schedule weight, Schedule temperature) => divergence switch
    {
        PredictionDivergence.Cosine => new(new EmbeddingCosine(), weight, teacher),
        PredictionDivergence.SquaredLogits => new(new LogitRegression(), weight, teacher),
        _ => new(new EmbeddingDistance(), weight, teacher),
    };

    /// <inheritdoc/>
    public override void WriteNoise(Tape tape, ModelOutputs outputs, ulong seed) => PredictionNoise.WriteValues(tape, outputs, seed);

    /// <inheritdoc/>
    public override void RequireTargets(TextDataset data)
    {
        if (data.TargetsOf([]) is not SimilarityTargets)
        {
            throw new InvalidOperationException("Vectors of texts have no targets: give rows without labels, and let the model follow a teacher, or pairs of texts with how alike they are.");
        }
    }

    /// <remarks>Of pairs Pearson's correlation of their cosines with those wanted; else, beside a teacher, the mean cosine of both vectors of a text.</remarks>
    public override ValidationTally? Tally(ValidationData data) => data.Rows.HasTargets ? new PairTally() : data.TeacherVectors is { } vectors ? new VectorTally(vectors) : null;

    /// <inheritdoc/>
    public override Targets Complete(Targets targets, ModelOutputs outputs) => targets;
}
