using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Every weight as the nearest value of a codebook, which follows the weights: one k-means iteration each training pass. The gradient passes straight through.</summary>
/// <remarks>The codebook of an embedding table stays as it is, as a pass sees some rows of it only.</remarks>
/// <param name="codebook">The values.</param>
/// <param name="keepsZeros">Whether zeros are removed weights: they stay zero and count for nothing.</param>
/// <param name="curvature">How much weights count for their value; null for all alike.</param>
internal sealed class CodebookWeights(Codebook codebook, bool keepsZeros = false, Curvature? curvature = null) : Parametrization, ICurved
{
    /// <summary>The values.</summary>
    public Codebook Codebook => codebook;

    /// <inheritdoc/>
    public Curvature? Curvature => curvature;

    /// <inheritdoc/>
    public override bool ChangesInPass => true;

    /// <inheritdoc/>
    public override void Save(StateWriter writer)
    {
        writer.Write("centroids", codebook.Centroids);
        curvature?.Save(writer);
    }

    /// <inheritdoc/>
    public override void Load(StateReader reader)
    {
        var centroids = new double[codebook.Centroids.Length];
        reader.Read("centroids", centroids.AsSpan());
        codebook.Restore(centroids);
        curvature?.Load(reader);
    }

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight)
    {
        if (tape.IsTraining)
        {
            codebook.Fit(weight.ValueSpan, iterations: 1, tape.Workers, skipZeros: keepsZeros, curvature is null ? [] : curvature.All);
        }

        return ApplyRows(tape, weight, numbers: []);
    }

    /// <inheritdoc/>
    public override Tensor ApplyRows(Tape tape, Tensor rows, int[] numbers) => StraightThroughOperation.Apply(tape, rows, (_, input, output) =>
    {
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = keepsZeros && input[i] == 0 ? 0 : (float)codebook.Centroids[codebook.Nearest(input[i])];
        }
    });

    /// <inheritdoc/>
    public override ValueFormat? StorageOf(Tensor weight) =>
        codebook.Centroids.Length is >= 2 and <= 256 ? ValueFormat.Codebook(Array.ConvertAll(codebook.Centroids.ToArray(), centroid => (float)centroid)) : null;
}
