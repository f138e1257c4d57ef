using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MLNet.Compression.Runtime.Kernels.Simd;

/// <summary>Lanes of one <see cref="Vector128{T}"/>.</summary>
internal readonly unsafe struct Simd128(Vector128<float> value) : ISimdVector<Simd128>
{
    private readonly Vector128<float> _value = value;

    public static int Count => Vector128<float>.Count;

    public static int TileRows => AdvSimd.Arm64.IsSupported ? 12 : 6;

    public static Simd128 Zero => new(Vector128<float>.Zero);

    public static Simd128 LaneBits => new(Vector128<uint>.Indices.AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Create(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 CreateBits(uint value) => new(Vector128.Create(value).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Load(float* source) => new(Vector128.Load(source));

    public static Simd128 LoadPartial(float* source, int count, Simd128 fill)
    {
        var lanes = fill._value;
        for (var lane = 0; lane < count; lane++)
        {
            lanes = lanes.WithElement(lane, source[lane]);
        }

        return new(lanes);
    }

    public void StorePartial(float* target, int count)
    {
        for (var lane = 0; lane < count; lane++)
        {
            target[lane] = _value.GetElement(lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* target) => _value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 MultiplyAdd(Simd128 a, Simd128 b, Simd128 c) => new(Vector128.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator +(Simd128 left, Simd128 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator -(Simd128 left, Simd128 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator *(Simd128 left, Simd128 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator /(Simd128 left, Simd128 right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator -(Simd128 value) => new(-value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Max(Simd128 a, Simd128 b) => new(Vector128.MaxNative(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Min(Simd128 a, Simd128 b) => new(Vector128.MinNative(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Abs(Simd128 a) => new(Vector128.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Round(Simd128 a) => new(Vector128.Round(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 ScaleByPowerOfTwo(Simd128 a, Simd128 n)
    {
        // Two factors: 2^n itself may be out of range, and their product rounds once.
        var exponent = Vector128.ConvertToInt32Native(n._value);
        var half = exponent >> 1;
        var bias = Vector128.Create(127);
        return new(a._value * ((half + bias) << 23).AsSingle() * ((exponent - half + bias) << 23).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 GreaterThan(Simd128 a, Simd128 b) => new(Vector128.GreaterThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Select(Simd128 mask, Simd128 a, Simd128 b) => new(Vector128.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 CopySign(Simd128 a, Simd128 sign) => new(Vector128.ConditionalSelect(Vector128.Create(-0f), sign._value, a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Simd128 a) => Vector128.Sum(a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxElement(Simd128 a)
    {
        var pairs = Vector128.MaxNative(a._value, Vector128.Shuffle(a._value, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(pairs, Vector128.Shuffle(pairs, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 AddBits(Simd128 a, Simd128 b) => new((a._value.AsUInt32() + b._value.AsUInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 MultiplyBits(Simd128 a, Simd128 b) => new((a._value.AsUInt32() * b._value.AsUInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 XorBits(Simd128 a, Simd128 b) => new((a._value.AsUInt32() ^ b._value.AsUInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 MaxBits(Simd128 a, Simd128 b) => new(Vector128.Max(a._value.AsInt32(), b._value.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 ShiftRightBits(Simd128 a, int count) => new((a._value.AsUInt32() >>> count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Simd128 a, Simd128 b, Simd128 c, Simd128 d, int offset, byte most, byte* target)
    {
        var limit = Vector128.Create((short)most);
        var lower = Vector128.Min(Vector128.Narrow(a.Integers(offset), b.Integers(offset)), limit);
        var upper = Vector128.Min(Vector128.Narrow(c.Integers(offset), d.Integers(offset)), limit);
        Vector128.Narrow(lower.AsUInt16(), upper.AsUInt16()).Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 BitsToFloat(Simd128 a) => new(Vector128.ConvertToSingle(a._value.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 RoundToBits(Simd128 a) => new(Vector128.ConvertToInt32Native(Vector128.Round(a._value)).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 PackPairs(Simd128 low, Simd128 high) =>
        new(((high._value.AsInt32() << 16) | (low._value.AsInt32() & Vector128.Create(0xffff))).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 PairProducts(Simd128 a, Simd128 b)
    {
        var (left, right) = (a._value.AsInt32(), b._value.AsInt32());
        return new(Sse2.IsSupported
            ? Sse2.MultiplyAddAdjacent(left.AsInt16(), right.AsInt16()).AsSingle()
            : ((((left << 16) >> 16) * ((right << 16) >> 16)) + ((left >> 16) * (right >> 16))).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreShorts(short* target)
    {
        var lanes = _value.AsInt32();
        Vector128.Narrow(lanes, lanes).GetLower().Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<int> Integers(int offset) => Vector128.ConvertToInt32(Vector128.Round(_value)) + Vector128.Create(offset);
}
