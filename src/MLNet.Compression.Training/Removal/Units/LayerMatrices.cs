using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>The matrices of a model's layers with the first layer that uses each.</summary>
internal static class LayerMatrices
{
    public static IEnumerable<(int Layer, Parameter Weight)> Of(TextModel model) => model.Encoder.Layers
        .SelectMany((layer, index) => layer.Matrices.Select(matrix => (index, matrix.Weight)))
        .Where(matrix => matrix.Weight.Count > 0)
        .DistinctBy(matrix => matrix.Weight);
}
