using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Quantization;

/// <summary>Formats that are chosen within a budget.</summary>
public class AllocationTests
{
    private static readonly MLContext _ml = Fitted.Context;
    private static readonly Lazy<long> _bytes = new(() => (Fitted.Teacher.Quantize(QuantizationPlan.W4).Model.SizeInBytes + Fitted.Teacher.Quantize(QuantizationPlan.Int8).Model.SizeInBytes) / 2);

    private static MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [OneTimeSetUp]
    public void Register() => MLNetCompression.Register(_ml);

    [Test]
    public void Fit_Budget_IsKeptAndReportedMatrixByMatrix([Values] bool calibrated)
    {
        var options = Options();
        options.Rounding = calibrated ? WeightRounding.Calibrated(rows: 40) : WeightRounding.Nearest;

        var quantized = Trainers.Quantize(Fitted.Teacher, options).Fit(Fitted.Train);

        var report = quantized.Allocation!;
        Assert.That(quantized.Model.SizeInBytes, Is.LessThanOrEqualTo(_bytes.Value));
        Assert.That(report.Parts.Select(part => part.Name), Does.Contain("word embeddings").And.Contain("encoder.layer.0.intermediate.dense").And.Contain("classifier"));
        Assert.That(report.Parts, Has.All.Matches<AllocatedPart>(part => part.Candidates.Count == 5 && part.Candidates.Contains(part.Chosen)));
        Assert.That($"{quantized.Report}", Does.Contain("loss in learnt step of 2 bits"));
        Assert.That(_ml.MulticlassClassification.Evaluate(quantized.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.9));
        if (!calibrated)
        {
            Assert.That(ScoredRows.Of(Fitted.Teacher.Quantize(report.Plan).Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(quantized.Transform(Fitted.Test))), "the plan says all");
        }
    }

    [Test]
    public void Fit_BudgetWithTraining_IsKept()
    {
        var options = Options();
        options.QuantizationAwareTraining = Small.Aware().QuantizationAwareTraining;

        var quantized = Trainers.Quantize(Fitted.Teacher, options).Fit(Fitted.Train);

        Assert.That(quantized.Model.SizeInBytes, Is.LessThanOrEqualTo(_bytes.Value));
        Assert.That(quantized.Allocation, Is.Not.Null);
        Assert.That(_ml.MulticlassClassification.Evaluate(quantized.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.9));
    }

    [Test]
    public void Fit_CancelledAndResumed_GoesOnWithTheSameFormats()
    {
        var folder = Directory.CreateTempSubdirectory("mlnet-compression-").FullName;
        try
        {
            using var source = new CancellationTokenSource();
            var expected = Trainers.Quantize(Fitted.Teacher, Options(null, null)).Fit(Fitted.Train);
            Assert.That(() => Trainers.Quantize(Fitted.Teacher, Options(folder, source)).Fit(Fitted.Train), Throws.InstanceOf<OperationCanceledException>());

            var resumed = Trainers.Quantize(Fitted.Teacher, Options(folder, null)).Fit(Fitted.Train);

            Assert.That(resumed.Allocation!.Plan, Is.EqualTo(expected.Allocation!.Plan));
            Assert.That(ScoredRows.Of(resumed.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(expected.Transform(Fitted.Test))));
            var other = Options(folder, null);
            other.Allocation = other.Allocation! with { Bytes = 10 * _bytes.Value };
            Assert.That(() => Trainers.Quantize(Fitted.Teacher, other).Fit(Fitted.Train), Throws.TypeOf<ResumeMismatchException>().With.Message.Contains("Plan."));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static QuantizationEstimator.Options Options(string? folder, CancellationTokenSource? source)
        {
            var options = Small.Aware(training =>
            {
                training.ResumeFolder = folder;
                training.Progress = new Listener(_ => source?.Cancel());
                training.CancellationToken = source?.Token ?? default;
            });
            options.Allocation = new BitAllocation(_bytes.Value) { Rows = 40 };
            return options;
        }
    }

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(_ml, Trainers.Quantize(Fitted.Teacher, Options()), Fitted.Train, Fitted.Test);

    [Test]
    public void Options_AllocationAndFormats_AreRefusedTogether() => Assert.That(
        () => Trainers.Quantize(Fitted.Teacher, new QuantizationEstimator.Options { Allocation = new BitAllocation(1000), Plan = QuantizationPlan.W4, EmbeddingScheme = QuantizationScheme.Int8 }),
        Throws.ArgumentException.With.Message.Contains("and Plan too").And.Message.Contains("and EmbeddingScheme too"));

    [Test]
    public void Options_AllocationWithFaults_NamesThem() => Assert.That(
        () => Trainers.Quantize(Fitted.Teacher, new QuantizationEstimator.Options { Allocation = new BitAllocation(0) { Rows = 0, Schemes = [QuantizationScheme.KMeansRows(8)], WordSchemes = [] } }),
        Throws.ArgumentException.With.Message.Contains("Allocation: Bytes is 0").And.Message.Contains("Allocation: Rows is 0")
            .And.Message.Contains("k-means rows of 8 is for word embeddings alone: move it to WordSchemes").And.Message.Contains("nothing to choose from"));

    [Test]
    public void Options_AllocationWithoutABudget_IsRefused() => Assert.That(
        () => Trainers.Quantize(Fitted.Teacher, new QuantizationEstimator.Options { Allocation = new BitAllocation() }),
        Throws.ArgumentException.With.Message.Contains("there is no budget: give Bytes or Milliseconds"));

    [Test]
    public void Fit_MillisecondsWithTraining_AreMeasuredOnceForAResumedRun()
    {
        var folder = Directory.CreateTempSubdirectory("mlnet-compression-").FullName;
        try
        {
            using var source = new CancellationTokenSource();
            Assert.That(() => Trainers.Quantize(Fitted.Teacher, Options(source)).Fit(Fitted.Train), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(Directory.EnumerateFiles(folder, "times.state", SearchOption.AllDirectories).Count(), Is.EqualTo(1));

            var resumed = Trainers.Quantize(Fitted.Teacher, Options(null)).Fit(Fitted.Train);

            Assert.That(resumed.Allocation!.Milliseconds, Is.LessThanOrEqualTo(1000));
            Assert.That($"{resumed.Report}", Does.Contain(" ms a text"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        QuantizationEstimator.Options Options(CancellationTokenSource? source)
        {
            var options = Small.Aware(training =>
            {
                training.ResumeFolder = folder;
                training.Progress = new Listener(_ => source?.Cancel());
                training.CancellationToken = source?.Token ?? default;
            });
            options.Allocation = new BitAllocation { Milliseconds = 1000, Rows = 40 };
            return options;
        }
    }

    [Test]
    public void Fit_WordSchemeThatDoesNotFit_IsRefusedBeforeAnythingIsTrained()
    {
        var steps = 0;
        var trainer = Trainers.TextClassification(Small.Teacher(options => options.Progress = new Listener(_ => steps++)));
        var options = new QuantizationEstimator.Options { Allocation = new BitAllocation(1_000_000) { WordSchemes = [QuantizationScheme.ProductRows(parts: 7)] } };

        Assert.That(() => trainer.Quantize(options).Fit(Fitted.Train), Throws.ArgumentException.With.Message.Contains("WordSchemes: The word embeddings have"));
        Assert.That(steps, Is.Zero);
    }

    [Test]
    public void BitAllocation_EqualParts_AreEqual()
    {
        var other = new BitAllocation(5) { Schemes = [QuantizationScheme.Int8] };

        Assert.That(new BitAllocation(5) { Schemes = [QuantizationScheme.Int8] }, Is.EqualTo(other));
        Assert.That(new BitAllocation(5) { Schemes = [QuantizationScheme.Int8] }, Is.Not.EqualTo(new BitAllocation(5)));
    }

    private static QuantizationEstimator.Options Options() => new() { Allocation = new BitAllocation(_bytes.Value) { Rows = 40 } };
}
