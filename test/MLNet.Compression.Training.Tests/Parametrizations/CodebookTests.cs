using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Tests.Autograd;
using MLNet.Compression.Training.Tests.Evaluation;

namespace MLNet.Compression.Training.Tests.Parametrizations;

public class CodebookTests
{
    [Test]
    public void Fit_Reference_EqualsEveryIteration()
    {
        var file = GoldenFiles.Json("quantization", "codebook.json");
        float[] weights = [.. GoldenPredictions.Numbers(file.GetProperty("weights")).Select(weight => (float)weight)];
        var comparison = new GoldenComparison("quantization/codebook.json");
        foreach (var (number, entry) in file.GetProperty("cases").EnumerateArray().Index())
        {
            var codebook = new Codebook(GoldenPredictions.Numbers(entry.GetProperty("initial")));
            foreach (var (i, iteration) in entry.GetProperty("iterations").EnumerateArray().Index())
            {
                var counts = codebook.Fit(weights, iterations: 1, Passes.Training().Workers);
                comparison.Add($"cases[{number}].iterations[{i}].centroids", codebook.Centroids, GoldenPredictions.Numbers(iteration.GetProperty("centroids")));
                Assert.That(counts, Is.EqualTo(GoldenPredictions.Integers(iteration.GetProperty("counts"))), $"cases[{number}].iterations[{i}].counts");
            }

            var assignment = weights.Select(weight => codebook.Nearest(weight)).ToArray();
            Assert.That(assignment, Is.EqualTo(GoldenPredictions.Integers(entry.GetProperty("final_assignment"))), $"cases[{number}].final_assignment");
            var error = weights.Select((weight, i) => Math.Pow(weight - codebook.Centroids[assignment[i]], 2)).Average();
            comparison.Add($"cases[{number}].final_error", error, entry.GetProperty("final_error").GetDouble());
            AssertStored($"cases[{number}]", codebook, weights, assignment);
        }

        comparison.AssertBelow(1e-12);
    }

    [Test]
    public void Linear_Weights_IsTheReferencesStart()
    {
        var file = GoldenFiles.Json("quantization", "codebook.json");
        var entry = file.GetProperty("cases")[2];
        var expected = GoldenPredictions.Numbers(entry.GetProperty("initial"));

        var codebook = Codebook.Linear([.. GoldenPredictions.Numbers(file.GetProperty("weights")).Select(weight => (float)weight)], expected.Length);

        Assert.That(codebook.Centroids.ToArray(), Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void Nearest_Tie_IsTheLower()
    {
        var codebook = new Codebook([0, 1, 2]);

        Assert.That(new[] { -5, 0.5, 0.51, 1.5, 7 }.Select(codebook.Nearest), Is.EqualTo([0, 0, 1, 1, 2]));
    }

    /// <remarks>More weights than one thread takes at a time.</remarks>
    [Test]
    public void Fit_Threads_GiveTheSameBits()
    {
        var weights = Passes.Numbers(20_000, seed: 1);
        var (one, three) = (Codebook.Linear(weights, 16), Codebook.Linear(weights, 16));

        one.Fit(weights, 5, Passes.Training(threads: 1).Workers);
        three.Fit(weights, 5, Passes.Training(threads: 3).Workers);

        Assert.That(three.Centroids.ToArray(), Is.EqualTo(one.Centroids.ToArray()));
    }

    [Test]
    public void Apply_CodebookWeights_RoundsAndPassesGradientsOn()
    {
        float[] weights = [0.1f, 0.9f, 2.2f, -0.2f];
        float[] upstream = [1, 2, 3, 4];

        var (output, gradient) = GoldenQuantization.Run(new CodebookWeights(new Codebook([0, 1, 2])), 2, weights, upstream);

        Assert.That(output, Is.EqualTo([-0.05f, 0.9f, 2.2f, -0.05f]).Within(1e-6), "One iteration moves the values to the means.");
        Assert.That(gradient, Is.EqualTo(upstream));
    }

    [Test]
    public void Apply_Inference_LeavesTheCodebook()
    {
        var parametrization = new CodebookWeights(new Codebook([0, 1]));

        var output = parametrization.Apply(Passes.Inference(), Passes.Parameter(1, 2, [0.4f, 3]));

        Assert.That(output.ValueSpan.ToArray(), Is.EqualTo([0f, 1]));
        Assert.That(parametrization.Codebook.Centroids.ToArray(), Is.EqualTo([0.0, 1]));
    }

    [Test]
    public void ApplyRows_Training_LeavesTheCodebook()
    {
        var parametrization = new CodebookWeights(new Codebook([0, 1]));

        var output = parametrization.ApplyRows(Passes.Training(), Passes.Parameter(1, 2, [0.4f, 3]), [0]);

        Assert.That(output.ValueSpan.ToArray(), Is.EqualTo([0f, 1]));
        Assert.That(parametrization.Codebook.Centroids.ToArray(), Is.EqualTo([0.0, 1]));
    }

    [Test]
    public void Apply_RemovedWeights_StayZeroAndDoNotCount()
    {
        var parametrization = new CodebookWeights(new Codebook([1, 2]), keepsZeros: true);

        var (output, _) = GoldenQuantization.Run(parametrization, 1, [0, 0.8f, 0, 1.2f, 3], new float[5]);

        Assert.That(output, Is.EqualTo([0f, 1, 0, 1, 3]));
    }

    private static void AssertStored(string name, Codebook codebook, float[] weights, int[] assignment)
    {
        float[] output = [.. assignment.Select(index => (float)codebook.Centroids[index])];
        var bits = (int)Math.Ceiling(Math.Log2(codebook.Centroids.Length));
        StoredWeights.AssertExact(name, StoredWeights.FormatOf(new CodebookWeights(codebook), 1, weights), 1, output, bits);
    }
}
