namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>A range of a layer's inputs that is known before: an input is about <see cref="Scale"/> x (integer − <see cref="ZeroPoint"/>), and what lies outside becomes the nearer end.</summary>
/// <param name="Scale">The distance of two neighbours.</param>
/// <param name="ZeroPoint">The integer of 0, from 0 to <paramref name="Largest"/>.</param>
/// <param name="Largest">The largest integer, at most <see cref="QuantizedRows.KernelLargest"/>; 0 where there is no such range, and each token has its own.</param>
internal readonly record struct InputClip(float Scale, int ZeroPoint, int Largest)
{
    // The smallest normal number, whose reciprocal is finite.
    private const float LeastScale = 1.17549435e-38f;

    /// <summary>Whether each token has a range of its own.</summary>
    public bool IsNone => Largest == 0;

    /// <summary>Whether inputs can be rounded so.</summary>
    public bool IsInRange =>
        IsNone ? Scale == 0 && ZeroPoint == 0
        : Largest is > 0 and <= QuantizedRows.KernelLargest && ZeroPoint >= 0 && ZeroPoint <= Largest && Scale >= LeastScale && float.IsFinite(Scale * Largest);
}
