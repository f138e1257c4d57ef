using MLNet.Compression.Training.Blocks;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Parametrizations;

public class MovementMaskTests
{
    [Test]
    public void Apply_Reference_EqualsValuesAndGradients()
    {
        var golden = GoldenFiles.Tensors("losses", "movement.safetensors");
        var mask = new MovementMask("w", new BlockGrid(8, 6, BlockShape.Unstructured));
        golden["scores"].CopyTo(mask.Scores.ValueSpan);
        mask.Renew(0.4);

        var (output, gradient) = GoldenQuantization.Run(mask, 8, golden["W"], golden["upstream"]);

        var comparison = new GoldenComparison("losses/movement.safetensors");
        comparison.Add("losses.json kept", mask.Kept.Count(kept => kept), GoldenFiles.Json("losses", "losses.json").GetProperty("movement").GetProperty("kept").GetInt32());
        comparison.Add("mask", [.. mask.Kept.Select(kept => kept ? 1f : 0f)], golden["mask"]);
        comparison.Add("output", output, golden["output"]);
        comparison.Add("grad.W", gradient, golden["grad.W"]);
        comparison.Add("grad.scores", mask.Scores.GradientSpan, golden["grad.scores"]);
        comparison.AssertBelow(1e-6);
    }

    /// <remarks>The grid has ragged edges: blocks of 16 x 4 in 20 x 6.</remarks>
    [Test]
    public void Apply_Blocks_SumsScoreGradientsOverEach()
    {
        var grid = new BlockGrid(20, 6, BlockShape.Kernel);
        var mask = new MovementMask("w", grid);
        mask.Scores.ValueSpan[1] = 3;
        mask.Scores.ValueSpan[2] = 2;
        mask.Renew(0.5);
        var (weight, upstream) = (Passes.Numbers(120, 1), Passes.Numbers(120, 2));

        var (output, _) = GoldenQuantization.Run(mask, 20, weight, upstream);

        for (var block = 0; block < 4; block++)
        {
            var places = Enumerable.Range(0, 120).Where(i => (i / 6 / 16 * 2) + (i % 6 / 4) == block).ToArray();
            Assert.That(places.Select(i => output[i]), Is.EqualTo(places.Select(i => block is 1 or 2 ? weight[i] : 0)));
            Assert.That(mask.Scores.GradientSpan[block], Is.EqualTo(places.Sum(i => weight[i] * upstream[i])).Within(1e-4));
        }
    }

    [Test]
    public void Renew_EqualScores_KeepsTheFirst()
    {
        var mask = new MovementMask("w", new BlockGrid(1, 40, BlockShape.Unstructured));

        mask.Renew(0.25);

        Assert.That(mask.Kept, Is.EqualTo(Enumerable.Range(0, 40).Select(i => i < 10)));
    }
}
