using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MLNet.Compression.Runtime.Kernels.Simd;

/// <summary>Lanes of one <see cref="Vector512{T}"/>.</summary>
internal readonly unsafe struct Simd512(Vector512<float> value) : ISimdVector<Simd512>
{
    private readonly Vector512<float> _value = value;

    public static int Count => Vector512<float>.Count;

    public static int TileRows => 12;

    public static Simd512 Zero => new(Vector512<float>.Zero);

    public static Simd512 LaneBits => new(Vector512<uint>.Indices.AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Create(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 CreateBits(uint value) => new(Vector512.Create(value).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 LoadPartial(float* source, int count, Simd512 fill) => new(Avx512F.MaskLoad(source, FirstLanes(count), fill._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StorePartial(float* target, int count) => Avx512F.MaskStore(target, FirstLanes(count), _value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => _value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 MultiplyAdd(Simd512 a, Simd512 b, Simd512 c) => new(Vector512.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator +(Simd512 left, Simd512 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator -(Simd512 left, Simd512 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator *(Simd512 left, Simd512 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator /(Simd512 left, Simd512 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator -(Simd512 value) => new(-value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Max(Simd512 a, Simd512 b) => new(Avx512F.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Min(Simd512 a, Simd512 b) => new(Avx512F.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Abs(Simd512 a) => new(Vector512.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Round(Simd512 a) => new(Vector512.Round(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 ScaleByPowerOfTwo(Simd512 a, Simd512 n) => new(Avx512F.Scale(a._value, n._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 GreaterThan(Simd512 a, Simd512 b) => new(Vector512.GreaterThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Select(Simd512 mask, Simd512 a, Simd512 b) => new(Vector512.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 CopySign(Simd512 a, Simd512 sign) => new(Vector512.ConditionalSelect(Vector512.Create(-0f), sign._value, a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Simd512 a) => Vector512.Sum(a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxElement(Simd512 a) => Simd256.MaxElement(new(Avx.Max(a._value.GetLower(), a._value.GetUpper())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 AddBits(Simd512 a, Simd512 b) => new((a._value.AsUInt32() + b._value.AsUInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 MultiplyBits(Simd512 a, Simd512 b) => new((a._value.AsUInt32() * b._value.AsUInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 XorBits(Simd512 a, Simd512 b) => new((a._value.AsUInt32() ^ b._value.AsUInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 MaxBits(Simd512 a, Simd512 b) => new(Vector512.Max(a._value.AsInt32(), b._value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 ShiftRightBits(Simd512 a, int count) => new((a._value.AsUInt32() >>> count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Simd512 a, Simd512 b, Simd512 c, Simd512 d, int offset, byte most, byte* target)
    {
        var shift = Vector512.Create((short)offset);
        var lower = Avx512BW.PackSignedSaturate(Avx512F.ConvertToVector512Int32(a._value), Avx512F.ConvertToVector512Int32(b._value)) + shift;
        var upper = Avx512BW.PackSignedSaturate(Avx512F.ConvertToVector512Int32(c._value), Avx512F.ConvertToVector512Int32(d._value)) + shift;
        var bytes = Vector512.Min(Avx512BW.PackUnsignedSaturate(lower, upper), Vector512.Create(most));

        // Packing works within 128 bits; four values of each source vector lie together.
        var order = Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        Avx512F.PermuteVar16x32(bytes.AsInt32(), order).AsByte().Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 BitsToFloat(Simd512 a) => new(Vector512.ConvertToSingle(a._value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 RoundToBits(Simd512 a) => new(Avx512F.ConvertToVector512Int32(a._value).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 PackPairs(Simd512 low, Simd512 high) =>
        new(((high._value.AsInt32() << 16) | (low._value.AsInt32() & Vector512.Create(0xffff))).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 PairProducts(Simd512 a, Simd512 b) =>
        new(Avx512BW.MultiplyAddAdjacent(a._value.AsInt16(), b._value.AsInt16()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreShorts(short* target) => Avx512F.ConvertToVector256Int16(_value.AsInt32()).Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FirstLanes(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();
}
