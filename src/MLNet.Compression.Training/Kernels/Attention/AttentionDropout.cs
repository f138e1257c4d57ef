using MLNet.Compression.Training.Kernels.Dropout;

namespace MLNet.Compression.Training.Kernels.Attention;

/// <summary>The dropout of one head's probabilities.</summary>
/// <param name="Mask">The mask of the operation.</param>
/// <param name="FirstElement">The mask's element for the first probability; the others follow row by row.</param>
internal readonly record struct AttentionDropout(DropoutMask Mask, uint FirstElement)
{
    /// <summary>No dropout.</summary>
    public static AttentionDropout None => default;

    public uint ElementOf(int row, int tokens) => FirstElement + ((uint)row * (uint)tokens);
}
