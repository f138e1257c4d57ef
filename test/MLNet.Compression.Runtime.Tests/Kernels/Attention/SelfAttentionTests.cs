using MLNet.Compression.Runtime.Kernels.Attention;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Kernels.Attention;

/// <summary>Attention in fp32 and in integers against plain double arithmetic, on every instruction set.</summary>
[TestFixture]
internal sealed class SelfAttentionTests
{
    private const float Largest = 2;

    /// <summary>Scores, powers and values of at least 10 bits.</summary>
    private const double IntegerTolerance = 1e-3;

    private static readonly int[] _tokens = [1, 2, 3, 15, 16, 17, 31, 33, 48, 64, 97, 131];
    private static readonly int[] _headSizes = [1, 2, 3, 7, 8, 13, 16, 26, 32, 63, 64];

    private static IEnumerable<InstructionSet> Sets => InstructionSets.Supported;

    [Test]
    public void Run_Float_EqualsDoubleArithmetic([ValueSource(nameof(Sets))] InstructionSet set) => AssertClose<FloatAttention>(set, 2e-6);

    [Test]
    public void Run_Integers_IsCloseToDoubleArithmetic([ValueSource(nameof(Sets))] InstructionSet set) => AssertClose<PairAttention>(set, IntegerTolerance);

    [Test]
    public void Run_IntegersOfALongSequence_AreCloseToDoubleArithmetic([ValueSource(nameof(Sets))] InstructionSet set) =>
        AssertClose<PairAttention>(set, new AttentionCase(tokens: 512, heads: 1, headSize: 5), IntegerTolerance);

    /// <remarks>All scores are the largest and all values too: each sum of products is as large as can be.</remarks>
    [Test]
    public void Run_IntegersThatAreAllTheLargest_DoNotOverflow([ValueSource(nameof(Sets))] InstructionSet set, [Values(1, 2, 16, 33, 127, 128, 129, 512)] int tokens, [Values(1, 3, 26, 64)] int headSize, [Values(1f, 1e4f)] float value)
    {
        var attention = new AttentionCase(tokens, heads: 1, headSize);
        attention.All.Fill(value);

        Assert.That(attention.Run<PairAttention>(set), Has.All.EqualTo(value).Within(0.05).Percent);
    }

    [Test]
    public void Run_Zeros_GivesZeros([ValueSource(nameof(Sets))] InstructionSet set)
    {
        var attention = new AttentionCase(tokens: 20, heads: 2, headSize: 5, largest: 0);

        Assert.That(attention.Run<PairAttention>(set), Has.All.Zero);
    }

    [Test]
    public void Run_IntegersOfVerySmallAndVeryLargeHeads_EachHaveTheirOwnScale([ValueSource(nameof(Sets))] InstructionSet set)
    {
        var attention = new AttentionCase(tokens: 40, heads: 2, headSize: 8);
        for (var token = 0; token < attention.Tokens; token++)
        {
            for (var column = 40; column < 48; column++)
            {
                attention[token, column] *= 1e-6f;
            }
        }

        var (actual, expected) = (attention.Run<PairAttention>(set), attention.Reference());
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.That(actual[i], Is.EqualTo(expected[i]).Within(IntegerTolerance * Largest * (i % 16 < 8 ? 1 : 1e-6)));
        }
    }

    [Test]
    public void Run_QueryThatIsNoNumber_MakesItsResultNoNumber([ValueSource(nameof(Sets))] InstructionSet set, [Values(float.NaN, float.PositiveInfinity)] float value)
    {
        var attention = new AttentionCase(tokens: 35, heads: 1, headSize: 6);
        attention[7, 2] = value;

        var result = attention.Run<PairAttention>(set);

        Assert.That(result.Chunk(6).Select(row => row.All(float.IsNaN)), Is.EqualTo(Enumerable.Range(0, 35).Select(token => token == 7)));
        Assert.That(result.Where((_, i) => i / 6 != 7).All(float.IsFinite));
    }

    [Test]
    public void Run_KeyOrValueThatIsNoNumber_MakesTheHeadsResultsNoNumbers([ValueSource(nameof(Sets))] InstructionSet set, [Values(float.NaN, float.NegativeInfinity)] float value, [Values(12, 24)] int first)
    {
        var attention = new AttentionCase(tokens: 35, heads: 2, headSize: 6);
        attention[9, first] = value;

        var result = attention.Run<PairAttention>(set);

        Assert.That(result.Where((_, i) => i % 12 < 6).All(float.IsNaN));
        Assert.That(result.Where((_, i) => i % 12 >= 6).All(float.IsFinite));
    }

    private static void AssertClose<TNumbers>(InstructionSet set, double tolerance)
        where TNumbers : struct, IAttentionNumbers
    {
        foreach (var tokens in _tokens)
        {
            foreach (var headSize in _headSizes)
            {
                AssertClose<TNumbers>(set, new AttentionCase(tokens, heads: 2, headSize, Largest), tolerance);
            }
        }
    }

    private static void AssertClose<TNumbers>(InstructionSet set, AttentionCase attention, double tolerance)
        where TNumbers : struct, IAttentionNumbers =>
        Close.AssertAll(attention.Run<TNumbers>(set), attention.Reference(), tolerance * Largest, $"{attention.Tokens} tokens, {attention.HeadSize} features");
}
