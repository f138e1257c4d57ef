using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Kernels.Int8;

/// <summary>Activations rounded to a range that is known before.</summary>
[TestFixture]
internal sealed class ClipQuantizerTests
{
    private static readonly int[] _widths = [1, 5, 16, 33, 64, 100, 312];

    private static IEnumerable<InstructionSet> Sets => InstructionSets.Supported;

    private static IEnumerable<InputClip> Clips => [new(0.03f, 64, 127), new(0.2f, 8, 15), new(0.01f, 0, 127), new(0.05f, 5, 31), new(1e-8f, 64, 127), new(0.1f, 15, 15), new(1e36f, 0, 127)];

    [Test]
    public void Quantize_AnyValues_GivesTheFormulasIntegers([ValueSource(nameof(Sets))] InstructionSet set, [ValueSource(nameof(Clips))] InputClip clip)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var columns in _widths)
        {
            using var x = TestMatrix.Random(9, columns, seed: columns, scale: 3);
            (x[0, 0], x[1, columns - 1], x[2, columns / 2]) = (float.MaxValue, float.MinValue, 2.5f * clip.Scale);
            using var rows = new TestRows(clip.Largest, 9, columns);
            ActivationQuantizer.Quantize(x.View, rows.Rows with { Clip = clip });

            Assert.That(rows.Scales(), Is.All.EqualTo(clip.Scale));
            Assert.That(rows.ZeroPoints(), Is.All.EqualTo(clip.ZeroPoint));
            int[] expected = [.. from row in Enumerable.Range(0, 9) from column in Enumerable.Range(0, columns) select Rounded(x[row, column], clip)];
            Assert.That(rows.Integers(), Is.EqualTo(expected), $"{columns} columns");
        }
    }

    [Test]
    public void Quantize_ValueThatIsNotFinite_GivesItsRowTheScaleNaN(
        [ValueSource(nameof(Sets))] InstructionSet set, [Values(float.NaN, float.PositiveInfinity, float.NegativeInfinity)] float bad)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var columns in _widths)
        {
            using var x = TestMatrix.Random(columns, columns, seed: 4);
            for (var row = 0; row < columns - 1; row++)
            {
                x[row, row] = bad;
            }

            using var rows = new TestRows(127, columns, columns);
            ActivationQuantizer.Quantize(x.View, rows.Rows with { Clip = new InputClip(0.1f, 64, 127) });

            Assert.That(rows.Scales()[..^1], Is.All.NaN);
            Assert.That(rows.Scales()[^1], Is.EqualTo(0.1f));
        }
    }

    /// <summary>The same in other steps: x times 1 / scale in fp32, which is what training does too, then exactly.</summary>
    private static int Rounded(float x, InputClip clip)
    {
        var inverse = 1 / clip.Scale;
        return (int)Math.Round(Math.Clamp((double)(x * inverse), -clip.ZeroPoint, clip.Largest - clip.ZeroPoint), MidpointRounding.ToEven) + clip.ZeroPoint;
    }
}
