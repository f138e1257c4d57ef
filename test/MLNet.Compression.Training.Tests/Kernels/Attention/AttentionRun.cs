using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Runtime.Tests.Kernels;
using MLNet.Compression.Training.Kernels.Attention;
using MLNet.Compression.Training.Kernels.Dropout;

namespace MLNet.Compression.Training.Tests.Kernels.Attention;

/// <summary>One middle head of a packed matrix of three heads, run through the kernel and through the formula.</summary>
internal sealed class AttentionRun : IDisposable
{
    private const int Heads = 3;
    private const int Head = 1;

    private readonly int _tokens;
    private readonly int _headSize;
    private readonly TestMatrix _packed;
    private readonly TestMatrix _scores;
    private readonly TestMatrix _probabilities;
    private readonly TestMatrix _contextGradient;
    private readonly TestMatrix _scoreGradient;
    private readonly NativeBuffer _scratch;
    private readonly AttentionDropout _dropout;
    private readonly AttentionReach _reach;

    public AttentionRun(int tokens, int headSize, float dropout, AttentionReach reach = AttentionReach.All)
    {
        (_tokens, _headSize, _reach) = (tokens, headSize, reach);
        _packed = TestMatrix.Random(tokens, 3 * Heads * headSize, seed: 1, scale: 1.5f);
        _scores = new TestMatrix(tokens, tokens, padding: 1);
        _probabilities = new TestMatrix(tokens, tokens, padding: 2);
        _contextGradient = TestMatrix.Random(tokens, headSize, seed: 2, padding: 3);
        _scoreGradient = TestMatrix.Random(tokens, tokens, seed: 3, scale: 0.1f);
        Context = new TestMatrix(tokens, headSize, padding: 3);
        Gradient = new TestMatrix(tokens, 3 * Heads * headSize);
        _scratch = new NativeBuffer(AttentionKernel.ScratchLength(tokens, headSize));
        _dropout = new AttentionDropout(new DropoutMask(1, 2, 3, dropout), 17);
    }

    public TestMatrix Context { get; }

    public TestMatrix Gradient { get; }

    public void Forward(bool keepAll) =>
        AttentionKernel.Forward(
            AttentionHead.FromPacked(_packed.View, Head, Heads),
            keepAll ? _scores.View : default,
            keepAll ? _probabilities.View : default,
            Context.View,
            _dropout,
            _scratch.Span((int)_scratch.Length),
            _reach);

    public void Backward(bool accumulate = false) =>
        AttentionKernel.Backward(
            AttentionHead.FromPacked(_packed.View, Head, Heads),
            _probabilities.View,
            _contextGradient.View,
            _scoreGradient.View,
            AttentionHead.FromPacked(Gradient.View, Head, Heads),
            accumulate,
            _dropout,
            _scratch.Span((int)_scratch.Length));

    public void AssertForward()
    {
        var expected = Expect(Reference.ToDouble(_packed));
        var what = $"{_tokens} tokens, head of {_headSize}: ";
        Close.AssertAll(_scores.ToArray(), expected.Scores, 1e-5, what + "scores");
        Close.AssertAll(_probabilities.ToArray(), expected.Probabilities, 2e-6, what + "probabilities");
        Close.AssertAll(Context.ToArray(), expected.Context, 1e-5, what + "context");
        _scores.AssertCanaries();
        _probabilities.AssertCanaries();
        Context.AssertCanaries();
    }

    public void AssertGradientsByFiniteDifferences() =>
        Close.AssertAll(Gradient.ToArray(), Reference.Gradient(Objective, Reference.ToDouble(_packed)), 2e-5, $"{_tokens} tokens, head of {_headSize}");

    public void AssertGradients()
    {
        Close.AssertAll(Gradient.ToArray(), ExpectGradient(), 3e-5, $"{_tokens} tokens, head of {_headSize}");
        Gradient.AssertCanaries();
    }

    public void Dispose()
    {
        _packed.Dispose();
        _scores.Dispose();
        _probabilities.Dispose();
        _contextGradient.Dispose();
        _scoreGradient.Dispose();
        Context.Dispose();
        Gradient.Dispose();
        _scratch.Dispose();
    }

    private double Objective(double[] packed)
    {
        var result = Expect(packed);
        return result.Context.Zip(_contextGradient.ToArray(), (value, weight) => value * weight).Sum()
            + result.Scores.Zip(_scoreGradient.ToArray(), (value, weight) => value * weight).Sum();
    }

    private (double[] Scores, double[] Probabilities, double[] Context) Expect(double[] packed)
    {
        var (q, k, v) = (Part(packed, 0), Part(packed, 1), Part(packed, 2));
        var scores = Product(q, _headSize, k, Array.ConvertAll(new double[_tokens * _tokens], _ => 1 / Math.Sqrt(_headSize)));
        var probabilities = (double[])scores.Clone();
        for (var i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = IsInReach(i / _tokens, i % _tokens) ? probabilities[i] : double.NegativeInfinity;
        }

        for (var row = 0; row < _tokens; row++)
        {
            Reference.Softmax(probabilities.AsSpan(row * _tokens, _tokens));
        }

        var factors = Factors();
        var kept = probabilities.Zip(factors, (value, factor) => value * factor).ToArray();
        return (scores, probabilities, Product(kept, _tokens, Reference.Transpose(v, _tokens), null));
    }

    private bool IsInReach(int query, int key) => _reach switch
    {
        AttentionReach.Preceding => key <= query,
        AttentionReach.Following => key >= query,
        _ => true,
    };

    private double[] ExpectGradient()
    {
        var packed = Reference.ToDouble(_packed);
        var (q, k, v) = (Part(packed, 0), Part(packed, 1), Part(packed, 2));
        var dc = Reference.ToDouble(_contextGradient);
        var p = Expect(packed).Probabilities;
        var factors = Factors();
        var dp = Product(dc, _headSize, v, factors);
        var ds = new double[dp.Length];
        for (var row = 0; row < _tokens; row++)
        {
            var dot = Enumerable.Range(row * _tokens, _tokens).Sum(i => dp[i] * p[i]);
            for (var i = row * _tokens; i < (row + 1) * _tokens; i++)
            {
                ds[i] = ((p[i] * (dp[i] - dot)) + _scoreGradient[row, i % _tokens]) / Math.Sqrt(_headSize);
            }
        }

        var kept = p.Zip(factors, (value, factor) => value * factor).ToArray();
        var result = new double[packed.Length];
        Put(result, 0, Product(ds, _tokens, Reference.Transpose(k, _tokens), null));
        Put(result, 1, Product(Reference.Transpose(ds, _tokens), _tokens, Reference.Transpose(q, _tokens), null));
        Put(result, 2, Product(Reference.Transpose(kept, _tokens), _tokens, Reference.Transpose(dc, _tokens), null));
        return result;
    }

    private double[] Factors()
    {
        var ones = Enumerable.Repeat(1f, (int)_dropout.FirstElement + (_tokens * _tokens)).ToArray();
        DropoutKernel.Apply(ones, ones, _dropout.Mask, WorkerPool.Inline);
        return Reference.ToDouble(ones[(int)_dropout.FirstElement..]);
    }

    // A Bᵀ with A [m x inner] and B [n x inner], element by element times the factors if any.
    private static double[] Product(double[] a, int inner, double[] b, double[]? factors)
    {
        var (m, n) = (a.Length / inner, b.Length / inner);
        var result = new double[m * n];
        for (var i = 0; i < m * n; i++)
        {
            var x = a.AsSpan(i / n * inner, inner);
            var y = b.AsSpan(i % n * inner, inner);
            for (var p = 0; p < inner; p++)
            {
                result[i] += x[p] * y[p];
            }

            result[i] *= factors?[i] ?? 1;
        }

        return result;
    }

    private double[] Part(double[] packed, int part)
    {
        var result = new double[_tokens * _headSize];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = packed[PackedIndex(i, part)];
        }

        return result;
    }

    private void Put(double[] packed, int part, double[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            packed[PackedIndex(i, part)] = values[i];
        }
    }

    private int PackedIndex(int index, int part) =>
        (index / _headSize * 3 * Heads * _headSize) + (((part * Heads) + Head) * _headSize) + (index % _headSize);
}
