using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Kernels.Linear;

[TestFixture]
internal sealed class FloatBlocksTests
{
    private static readonly (int Outputs, int Inputs)[] _shapes = [(1, 1), (16, 4), (17, 5), (48, 64), (50, 63), (70, 101)];
    private static readonly int[] _tokenCounts = [1, 2, 5, 6, 7, 12, 13, 61];

    [Test]
    public void Multiply_AnyShapeAndSparsity_IsCloseToDoublePrecision(
        [ValueSource(typeof(InstructionSets), nameof(InstructionSets.Supported))] InstructionSet set, [Values(0.5, 0.9, 1)] double sparsity)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var (outputs, inputs) in _shapes)
        {
            using var weights = Pruned(outputs, inputs, sparsity);
            using var bias = TestMatrix.Random(1, outputs, seed: 2);
            var kernel = Build(weights)!.CreateKernel(new LinearEnd(bias.ToArray(), OutputOperator.Of<ReluForward>()));
            foreach (var tokens in _tokenCounts)
            {
                using var x = TestMatrix.Random(tokens, inputs, seed: tokens, padding: 3);
                using var y = new TestMatrix(tokens, outputs, padding: 5);
                kernel.Multiply(new LinearInput(x.View, default(QuantizedRows)), y.View, 0, outputs);

                var expected = Reference.Multiply(x, false, weights, true, null);
                Close.AssertAll(y.ToArray(), [.. expected.Select((sum, i) => Math.Max(0, sum + bias[0, i % outputs]))], 1e-5, $"{outputs} x {inputs}, {tokens} tokens");
                y.AssertCanaries();
            }
        }
    }

    [Test]
    public void Multiply_SomeOutputs_LeavesOtherGroupsAlone()
    {
        using var weights = Pruned(64, 20, 0.5);
        using var x = TestMatrix.Random(3, 20, seed: 1);
        using var y = new TestMatrix(3, 64);
        Build(weights)!.CreateKernel(new LinearEnd(null, OutputOperator.None)).Multiply(new LinearInput(x.View, default(QuantizedRows)), y.View, 20, 10);

        var expected = Reference.Multiply(x, false, weights, true, null);
        Close.AssertAll(y.ToArray(), [.. expected.Select((sum, i) => i % 64 is >= 16 and < 32 ? sum : 0)], 1e-5, "outputs 16 to 31");
    }

    [Test]
    public void CopyRow_EveryRow_GivesTheWeights()
    {
        using var weights = Pruned(50, 63, 0.7);
        var blocks = Build(weights)!;
        var row = new float[63];
        for (var output = 0; output < 50; output++)
        {
            blocks.CopyRow(output, row);
            Assert.That(row, Is.EqualTo(weights.View.RowSpan(output).ToArray()));
        }
    }

    [Test]
    public void Of_FewZeros_TakesTheWholeMatrix()
    {
        using var weights = TestMatrix.Random(32, 40, seed: 1);
        Assert.That(Build(weights), Is.Null);
        Assert.That(FloatLayout.Of(32, 40, (row, values) => weights.View.RowSpan(row).CopyTo(values)), Is.TypeOf<FloatPanels>());
    }

    [Test]
    public void Of_MoreInputsThanIndices_TakesTheWholeMatrix()
    {
        const int Inputs = ushort.MaxValue + 2;
        Assert.That(FloatLayout.Of(1, Inputs, (_, values) => values.Clear()), Is.TypeOf<FloatPanels>());
        Assert.That(FloatLayout.Of(1, Inputs - 1, (_, values) => values.Clear()), Is.TypeOf<FloatBlocks>());
    }

    private static FloatBlocks? Build(TestMatrix weights) =>
        FloatBlocks.TryBuild(weights.Rows, weights.Columns, (row, values) => weights.View.RowSpan(row).CopyTo(values));

    /// <summary>Random weights; of each 16 outputs some inputs are zero, of the first output one more.</summary>
    private static TestMatrix Pruned(int outputs, int inputs, double sparsity)
    {
        var weights = TestMatrix.Random(outputs, inputs, seed: outputs + inputs);
        var random = new Random(1);
        for (var top = 0; top < outputs; top += 16)
        {
            for (var input = 0; input < inputs; input++)
            {
                // The first, so that even the smallest matrix is sparse.
                if (input == 0 || random.NextDouble() < sparsity)
                {
                    for (var output = top; output < Math.Min(top + 16, outputs); output++)
                    {
                        weights[output, input] = 0;
                    }
                }
            }
        }

        weights[0, inputs - 1] = 0;
        return weights;
    }
}
