using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Checkpoints;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Every weight as the nearest value of a codebook, which follows the weights: one k-means iteration each training pass. The gradient passes straight through.</summary>
/// <param name="codebook">The values.</param>
internal sealed class CodebookWeights(Codebook codebook) : Parametrization
{
    /// <summary>The values.</summary>
    public Codebook Codebook => codebook;

    /// <inheritdoc/>
    public override bool ChangesInPass => true;

    /// <inheritdoc/>
    public override void Save(StateWriter writer) => writer.Write("centroids", codebook.Centroids);

    /// <inheritdoc/>
    public override void Load(StateReader reader)
    {
        var centroids = new double[codebook.Centroids.Length];
        reader.Read("centroids", centroids.AsSpan());
        codebook.Restore(centroids);
    }

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight)
    {
        if (tape.IsTraining)
        {
            codebook.Fit(weight.ValueSpan, iterations: 1, tape.Workers);
        }

        return StraightThroughOperation.Apply(tape, weight, (_, input, output) =>
        {
            for (var i = 0; i < input.Length; i++)
            {
                output[i] = (float)codebook.Centroids[codebook.Nearest(input[i])];
            }
        });
    }
}
