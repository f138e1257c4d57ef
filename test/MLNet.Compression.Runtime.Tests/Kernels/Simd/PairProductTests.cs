using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Kernels.Simd;

/// <summary>Tiles of pairs of 16-bit integers against plain arithmetic: equal, bit for bit, on every instruction set.</summary>
[TestFixture]
internal sealed unsafe class PairProductTests
{
    private const int MostRows = 12;
    private const int Pairs = 7;
    private const int MostColumns = 32;

    private static IEnumerable<InstructionSet> Sets => InstructionSets.Supported;

    [Test]
    public void Run_EqualsPlainArithmetic([ValueSource(nameof(Sets))] InstructionSet set, [Values] bool accumulate)
    {
        var work = new Work(accumulate);
        InstructionSets.Run(set, ref work, 0, 1);
    }

    [Test]
    public void StoreShortsAndPackPairs_OfLanes_KeepTheirIntegers([ValueSource(nameof(Sets))] InstructionSet set)
    {
        var work = default(LaneWork);
        InstructionSets.Run(set, ref work, 0, 1);
    }

    private readonly struct Work(bool accumulate) : IVectorWork
    {
        public void Run<TVector>(int from, int to)
            where TVector : struct, ISimdVector<TVector>
        {
            var random = new Random(1);
            var width = TileKernels<TVector>.Columns;
            var a = new short[MostRows * Pairs * 2];
            var b = new short[Pairs * MostColumns * 2];
            Array.ForEach([a, b], values => Fill(values, random));
            for (var rows = 1; rows <= TVector.TileRows; rows++)
            {
                var c = Enumerable.Range(0, rows * width).ToArray();
                var expected = Product(a, b, rows, width);
                fixed (short* left = a, right = b)
                {
                    fixed (int* result = c)
                    {
                        TileKernels<TVector>.ForRows<PairProduct<TVector>>(rows)((float*)left, Pairs, 1, (float*)right, width, Pairs, (float*)result, width, accumulate);
                    }
                }

                var start = accumulate ? 1 : 0;
                Assert.That(c, Is.EqualTo(expected.Select((sum, i) => sum + (start * i))), $"{rows} rows");
            }
        }

        private static void Fill(short[] values, Random random)
        {
            foreach (ref var value in values.AsSpan())
            {
                value = (short)random.Next(-8191, 8192);
            }

            (values[0], values[1]) = (short.MinValue / 4, short.MaxValue / 4);
        }

        private static int[] Product(short[] a, short[] b, int rows, int width) =>
        [
            .. from row in Enumerable.Range(0, rows)
               from column in Enumerable.Range(0, width)
               select Enumerable.Range(0, 2 * Pairs).Sum(k => a[(row * 2 * Pairs) + k] * b[(k / 2 * 2 * width) + (2 * column) + (k % 2)]),
        ];
    }

    private readonly struct LaneWork : IVectorWork
    {
        public void Run<TVector>(int from, int to)
            where TVector : struct, ISimdVector<TVector>
        {
            float[] values = [.. Enumerable.Range(0, TVector.Count).Select(i => i % 2 == 0 ? (i * 2047.4f) - 16000.5f : 16383.5f - i)];
            int[] expected = [.. values.Select(value => (int)Math.Round((double)value, MidpointRounding.ToEven))];
            var shorts = new short[TVector.Count];
            var pairs = new short[2 * TVector.Count];
            fixed (float* source = values)
            {
                fixed (short* target = shorts, packed = pairs)
                {
                    var integers = TVector.RoundToBits(TVector.Load(source));
                    integers.StoreShorts(target);
                    TVector.PackPairs(integers, TVector.AddBits(integers, TVector.CreateBits(1))).Store((float*)packed);
                }
            }

            Assert.That(shorts, Is.EqualTo(expected));
            Assert.That(pairs, Is.EqualTo(expected.SelectMany(value => new[] { value, value + 1 })));
        }
    }
}
