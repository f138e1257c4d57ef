using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>How much the loss minds a change of each weight: √v + 1e-8 with v the second moments of Adam, the diagonal that stands for the Hessian in Hou and Kwok 2018, section 3.1.</summary>
/// <remarks>The correction of v's bias is one factor for all weights, and left out: only ratios count. Until moments are known, all weights count alike.</remarks>
/// <param name="rows">Rows of the weight.</param>
/// <param name="columns">Its columns.</param>
internal sealed class Curvature(int rows, int columns) : IResumable
{
    private const float Smallest = 1e-8f;
    private readonly float[] _diagonal = Ones(rows * columns);

    /// <summary>The curvature of all weights [rows x columns].</summary>
    public ReadOnlySpan<float> All => _diagonal;

    /// <summary>The curvature of one row's weights [columns].</summary>
    public ReadOnlySpan<float> Row(int row) => _diagonal.AsSpan(row * columns, columns);

    /// <summary>Takes on second moments.</summary>
    /// <param name="secondMoments">v [rows x columns]; empty where an optimizer keeps none, which leaves the curvature as it is.</param>
    public void Set(ReadOnlySpan<float> secondMoments)
    {
        for (var i = 0; i < secondMoments.Length; i++)
        {
            _diagonal[i] = MathF.Sqrt(secondMoments[i]) + Smallest;
        }
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer) => writer.Write("curvature", _diagonal.AsSpan());

    /// <inheritdoc/>
    public void Load(StateReader reader) => reader.Read("curvature", _diagonal.AsSpan());

    private static float[] Ones(int count)
    {
        var ones = new float[count];
        ones.AsSpan().Fill(1);
        return ones;
    }
}
