using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNet.Compression.Runtime.Kernels.Simd;

/// <summary>Lanes of one <see cref="Vector256{T}"/>.</summary>
internal readonly unsafe struct Simd256(Vector256<float> value) : ISimdVector<Simd256>
{
    private readonly Vector256<float> _value = value;

    public static int Count => Vector256<float>.Count;

    public static int TileRows => 6;

    public static Simd256 Zero => new(Vector256<float>.Zero);

    public static Simd256 LaneBits => new(Vector256<uint>.Indices.AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Create(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 CreateBits(uint value) => new(Vector256.Create(value).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 LoadPartial(float* source, int count, Simd256 fill)
    {
        var mask = FirstLanes(count);
        return new(Vector256.ConditionalSelect(mask, Avx.MaskLoad(source, mask), fill._value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StorePartial(float* target, int count) => Avx.MaskStore(target, FirstLanes(count), _value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => _value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 MultiplyAdd(Simd256 a, Simd256 b, Simd256 c) => new(Vector256.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator +(Simd256 left, Simd256 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator -(Simd256 left, Simd256 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator *(Simd256 left, Simd256 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator /(Simd256 left, Simd256 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator -(Simd256 value) => new(-value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Max(Simd256 a, Simd256 b) => new(Avx.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Min(Simd256 a, Simd256 b) => new(Avx.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Abs(Simd256 a) => new(Vector256.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Round(Simd256 a) => new(Vector256.Round(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 ScaleByPowerOfTwo(Simd256 a, Simd256 n)
    {
        // Two factors: 2^n itself may be out of range, and their product rounds once.
        var exponent = Vector256.ConvertToInt32Native(n._value);
        var half = exponent >> 1;
        var bias = Vector256.Create(127);
        return new(a._value * ((half + bias) << 23).AsSingle() * ((exponent - half + bias) << 23).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 GreaterThan(Simd256 a, Simd256 b) => new(Vector256.GreaterThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Select(Simd256 mask, Simd256 a, Simd256 b) => new(Vector256.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 CopySign(Simd256 a, Simd256 sign) => new(Vector256.ConditionalSelect(Vector256.Create(-0f), sign._value, a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Simd256 a) => Vector256.Sum(a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxElement(Simd256 a) => Simd128.MaxElement(new(Vector128.MaxNative(a._value.GetLower(), a._value.GetUpper())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 AddBits(Simd256 a, Simd256 b) => new((a._value.AsUInt32() + b._value.AsUInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 MultiplyBits(Simd256 a, Simd256 b) => new((a._value.AsUInt32() * b._value.AsUInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 XorBits(Simd256 a, Simd256 b) => new((a._value.AsUInt32() ^ b._value.AsUInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 MaxBits(Simd256 a, Simd256 b) => new(Vector256.Max(a._value.AsInt32(), b._value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 ShiftRightBits(Simd256 a, int count) => new((a._value.AsUInt32() >>> count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Simd256 a, Simd256 b, Simd256 c, Simd256 d, int offset, byte most, byte* target)
    {
        var shift = Vector256.Create((short)offset);
        var lower = Avx2.PackSignedSaturate(Avx.ConvertToVector256Int32(a._value), Avx.ConvertToVector256Int32(b._value)) + shift;
        var upper = Avx2.PackSignedSaturate(Avx.ConvertToVector256Int32(c._value), Avx.ConvertToVector256Int32(d._value)) + shift;
        var bytes = Vector256.Min(Avx2.PackUnsignedSaturate(lower, upper), Vector256.Create(most));

        // Packing works within 128 bits; four values of each source vector lie together.
        Avx2.PermuteVar8x32(bytes.AsInt32(), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsByte().Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 BitsToFloat(Simd256 a) => new(Vector256.ConvertToSingle(a._value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 RoundToBits(Simd256 a) => new(Avx.ConvertToVector256Int32(a._value).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 PackPairs(Simd256 low, Simd256 high) =>
        new(Avx2.Blend((high._value.AsInt32() << 16).AsInt16(), low._value.AsInt16(), 0b_0101_0101).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 PairProducts(Simd256 a, Simd256 b) =>
        new(Avx2.MultiplyAddAdjacent(a._value.AsInt16(), b._value.AsInt16()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreShorts(short* target) =>
        Sse2.PackSignedSaturate(_value.GetLower().AsInt32(), _value.GetUpper().AsInt32()).Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> FirstLanes(int count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle();
}
