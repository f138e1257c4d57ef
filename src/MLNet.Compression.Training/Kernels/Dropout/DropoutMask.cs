using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Dropout;

/// <summary>Which elements a dropout keeps: a hash of (seed, step, operation, element), so that the backward pass computes it again.</summary>
/// <remarks>
/// An element counter and a 64-bit key go through three rounds of multiply and xor-shift (constants of Wellons' triple32),
/// half of the key before the first round and half before the second.
/// </remarks>
internal readonly struct DropoutMask
{
    // Bits of the uniform number; half a unit stays exact in fp32.
    private const int UniformBits = 23;

    private readonly uint _firstKey;
    private readonly uint _secondKey;
    private readonly float _threshold;
    private readonly float _scale;

    /// <param name="seed">The seed of the run.</param>
    /// <param name="step">The training step.</param>
    /// <param name="operation">Which dropout of the step.</param>
    /// <param name="probability">The share of elements to drop, in [0, 1).</param>
    public DropoutMask(ulong seed, long step, int operation, float probability)
    {
        if (!(probability is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Expected a probability in [0, 1).");
        }

        var key = Mix(Mix(Mix(seed) + (ulong)step) + (uint)operation);
        (_firstKey, _secondKey) = ((uint)key, (uint)(key >> 32));
        _threshold = MathF.Round(probability * (1 << UniformBits)) - 0.5f;
        _scale = 1 / (1 - probability);
        Probability = probability;
    }

    public float Probability { get; }

    /// <summary>Whether every element is kept as it is.</summary>
    public bool KeepsAll => Probability == 0;

    /// <summary>1 / (1 - p) where kept and 0 where dropped, for elements <paramref name="first"/>, first + 1, ...</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Factors<TVector>(uint first)
        where TVector : struct, ISimdVector<TVector>
    {
        var hash = TVector.AddBits(TVector.LaneBits, TVector.CreateBits(first + _firstKey));
        hash = TVector.MultiplyBits(TVector.XorBits(hash, TVector.ShiftRightBits(hash, 17)), TVector.CreateBits(0xED5AD4BB));
        hash = TVector.XorBits(hash, TVector.CreateBits(_secondKey));
        hash = TVector.MultiplyBits(TVector.XorBits(hash, TVector.ShiftRightBits(hash, 11)), TVector.CreateBits(0xAC4C1B51));
        hash = TVector.MultiplyBits(TVector.XorBits(hash, TVector.ShiftRightBits(hash, 15)), TVector.CreateBits(0x31848BAB));
        hash = TVector.XorBits(hash, TVector.ShiftRightBits(hash, 14));
        var uniform = TVector.BitsToFloat(TVector.ShiftRightBits(hash, 32 - UniformBits));
        return TVector.Select(TVector.GreaterThan(uniform, TVector.Create(_threshold)), TVector.Create(_scale), TVector.Zero);
    }

    // The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
