using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Attention;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Tests.Kernels.Attention;

/// <summary>Queries, keys and values of a sequence, and what attention makes of them.</summary>
internal sealed unsafe class AttentionCase
{
    private const float Untouched = -77;

    private readonly float[] _values;

    public AttentionCase(int tokens, int heads, int headSize, float largest = 2)
    {
        (Tokens, Heads, HeadSize) = (tokens, heads, headSize);
        var random = new Random(tokens + (1000 * headSize));
        _values = new float[tokens * 3 * heads * headSize];
        foreach (ref var value in _values.AsSpan())
        {
            value = largest * ((2 * random.NextSingle()) - 1);
        }
    }

    public int Tokens { get; }

    public int Heads { get; }

    public int HeadSize { get; }

    /// <summary>Queries, keys and values [tokens x 3 heads head size].</summary>
    public Span<float> All => _values;

    private int Size => Heads * HeadSize;

    public ref float this[int token, int column] => ref _values[(token * 3 * Size) + column];

    /// <summary>The result [tokens x heads head size]; nothing else may have been written.</summary>
    public float[] Run<TNumbers>(InstructionSet set)
        where TNumbers : struct, IAttentionNumbers
    {
        var stride = (3 * Size) + 5;
        using var memory = new NativeBuffer((long)Tokens * stride);
        using var scratch = new NativeBuffer(SelfAttentionWork<TNumbers>.ScratchLength(Tokens, HeadSize));
        memory.Span(Tokens * stride).Fill(Untouched);
        scratch.Span((int)scratch.Length).Fill(float.NaN);
        var rows = new MatrixView(memory.Pointer, Tokens, 3 * Size, stride);
        for (var token = 0; token < Tokens; token++)
        {
            Row(token).CopyTo(rows.RowSpan(token));
        }

        var work = new SelfAttentionWork<TNumbers>(rows, Heads, HeadSize, scratch.Pointer);
        InstructionSets.Run(set, ref work, 0, Heads);
        var result = new float[Tokens * Size];
        for (var token = 0; token < Tokens; token++)
        {
            var row = new Span<float>(rows.Row(token), stride);
            row[..Size].CopyTo(result.AsSpan(token * Size));
            Assert.That(row[Size..(3 * Size)].SequenceEqual(Row(token)[Size..]), "keys and values are left alone");
            Assert.That(row[(3 * Size)..].ContainsAnyExcept(Untouched), Is.False, "nothing is written between rows");
        }

        return result;
    }

    /// <summary>The result in double precision.</summary>
    public double[] Reference()
    {
        var result = new double[Tokens * Size];
        for (var head = 0; head < Heads; head++)
        {
            for (var query = 0; query < Tokens; query++)
            {
                var scores = Enumerable.Range(0, Tokens).Select(key => Dot(head, query, key) / Math.Sqrt(HeadSize)).ToArray();
                var powers = scores.Select(score => Math.Exp(score - scores.Max())).ToArray();
                for (var i = 0; i < HeadSize; i++)
                {
                    var column = (2 * Size) + (head * HeadSize) + i;
                    result[(query * Size) + (head * HeadSize) + i] = powers.Select((power, key) => power * this[key, column]).Sum() / powers.Sum();
                }
            }
        }

        return result;
    }

    private Span<float> Row(int token) => _values.AsSpan(token * 3 * Size, 3 * Size);

    private double Dot(int head, int query, int key) =>
        Enumerable.Range(head * HeadSize, HeadSize).Sum(i => (double)this[query, i] * this[key, Size + i]);
}
