using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Removal;

/// <summary>Keeps what is zero in the matrices of a model at zero while it is trained, until it is disposed: what was pruned before stays removed.</summary>
internal sealed class ZeroMasks : IDisposable
{
    private readonly (Parameter Weight, BlockMask Mask)[] _masks;

    private ZeroMasks((Parameter Weight, BlockMask Mask)[] masks) => _masks = masks;

    /// <summary>Puts a mask on every matrix that has zeros.</summary>
    /// <param name="model">The model, whose forward pass is the same until its weights change.</param>
    public static ZeroMasks On(TextModel model)
    {
        var masks = model.Linears
            .Select(linear => (linear.Weight, Mask: BlockMask.OfZeros(linear.Weight)))
            .Where(pair => pair.Mask is not null)
            .Select(pair => (pair.Weight, pair.Mask!))
            .ToArray();
        foreach (var (weight, mask) in masks)
        {
            weight.Add(mask);
        }

        return new ZeroMasks(masks);
    }

    /// <summary>Takes the masks away, and nothing else, and makes zero for good what they removed.</summary>
    public void Dispose()
    {
        foreach (var (weight, mask) in _masks)
        {
            weight.Remove(mask);
            mask.Bake(weight);
        }
    }
}
