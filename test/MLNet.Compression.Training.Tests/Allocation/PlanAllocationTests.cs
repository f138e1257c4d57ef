using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Allocation;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Tests.Pruning;
using MLNet.Compression.Training.Tests.Removal;

namespace MLNet.Compression.Training.Tests.Allocation;

public class PlanAllocationTests
{
    private static readonly BertShape _shape = TinyModels.ShapeOf(2, 32, 2, 64);

    private static IEnumerable<BertShape> Shapes =>
    [
        _shape, TinyModels.ShapeOf(3, 32, 2, 64).WithLayersOf(0, 0, 2), _shape with { EmbeddingSize = 8, TokenTypes = 0 }, TinyModels.StaticShape(32, 48),
        _shape with { Layers = [new LayerShape(0, 16, 64), new LayerShape(2, 16, 0)] },
    ];

    [Test]
    public void Run_AnyShape_KeepsTheBudgetAndUsesIt([ValueSource(nameof(Shapes))] BertShape shape)
    {
        var model = TinyModels.CreateLively(shape);
        var (low, high) = (SizeIn(model, QuantizationPlan.Of(QuantizationScheme.LearnedStep(2)) with { Classifier = QuantizationScheme.LearnedStep(2) }), SizeIn(model, QuantizationPlan.Int8));
        var losses = new List<double>();

        foreach (var budget in new[] { low + 450, ((low + high) / 2) + 450, high + 450 })
        {
            var report = PlanAllocation.Run(model, TinyModels.Data(40), new BitAllocation(budget), new TrainingEnvironment(1));

            Assert.That(SizeIn(model, report.Plan), Is.LessThanOrEqualTo(budget));
            losses.Add(report.Sensitivity);
        }

        Assert.That(losses, Is.Ordered.Descending);
        Assert.That(losses[2], Is.LessThan(0.2 * losses[0]));
        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
    }

    /// <remarks>The estimate stands for the divergence that is measured when one matrix alone is rounded.</remarks>
    [Test]
    public void Run_Sensitivities_RankAsTheMeasuredDivergencesDo()
    {
        var (model, data) = (TinyModels.CreateLively(), TinyModels.Data(256));
        var allocation = new BitAllocation(1_000_000) { Schemes = [.. new[] { 2, 3, 4 }.Select(QuantizationScheme.LearnedStep)] };
        var before = TinyModels.Logits(model, data);

        var parts = AllocationParts.Of(model, allocation);
        var report = PlanAllocation.Run(model, data, allocation, new TrainingEnvironment(1));

        var (estimated, measured) = (new List<double>(), new List<double>());
        foreach (var (part, allocated) in parts.Zip(report.Parts))
        {
            foreach (var candidate in allocated.Candidates)
            {
                estimated.Add(Math.Log(candidate.Sensitivity));
                measured.Add(Math.Log(Measured(model, data, before, part, candidate.Scheme)));
            }
        }

        var correlation = Correlation(Ranks(estimated), Ranks(measured));
        var factor = Math.Exp(estimated.Zip(measured, (a, b) => a - b).Average());
        TestContext.Out.WriteLine($"rank correlation {correlation:0.000}, estimates {factor:0.00} times the measured");
        Assert.That(correlation, Is.GreaterThan(0.6));
        Assert.That(factor, Is.InRange(0.3, 4));
    }

    /// <remarks>What the estimate says of changes that are independent, which those of rounding are but nearly.</remarks>
    [Test]
    public void Of_IndependentChanges_IsTheirMeanDivergence()
    {
        var (model, data, random) = (TinyModels.CreateLively(), TinyModels.Data(128), new Random(1));
        var before = TinyModels.Logits(model, data);
        var parts = AllocationParts.Of(model, new BitAllocation(1_000_000));
        var fisher = FisherDiagonal.Of(model, parts.SelectMany(part => part.Weights), data, rows: 128, new TrainingEnvironment(1));
        foreach (var weight in parts.SelectMany(part => part.Weights))
        {
            float[] raw = [.. weight.ValueSpan];
            var (estimated, measured) = (0.0, 0.0);
            for (var draw = 0; draw < 32; draw++)
            {
                float[] changed = [.. raw.Select(value => value + (0.01f * ((2 * random.Next(2)) - 1)))];
                changed.CopyTo(weight.ValueSpan);
                measured += Divergence(before, TinyModels.Logits(model, data));
                estimated += fisher.Of([weight]);
            }

            raw.CopyTo(weight.ValueSpan);
            TestContext.Out.WriteLine($"{weight.Name}: {estimated / measured:0.00} times the measured");
            Assert.That(estimated / measured, Is.InRange(0.5, 2), weight.Name);
        }
    }

    [Test]
    public void Run_TrainedModel_LosesLessThanOneFormatForAll()
    {
        var (model, data) = (PruningRunTests.Trained(), TinyModels.Data(200, seed: 7));
        var three = QuantizationPlan.Of(QuantizationScheme.LearnedStep(3)) with { Classifier = QuantizationScheme.LearnedStep(3) };
        var before = TinyModels.Logits(model, data);

        var report = PlanAllocation.Run(model, TinyModels.Data(128), new BitAllocation(SizeIn(model, three)), new TrainingEnvironment(1));

        var (chosen, uniform) = (Rounded(report.Plan), Rounded(three));
        TestContext.Out.WriteLine($"{chosen / uniform:0.00} of the squared change of logits\n{report}");
        Assert.That(report.Parts.Select(part => part.Chosen.Scheme).Distinct().Count(), Is.GreaterThan(1));
        Assert.That(chosen, Is.LessThan(uniform));

        double Rounded(QuantizationPlan plan)
        {
            using var run = new QuantizationRun(model, plan);
            run.Round(new TrainingEnvironment(1), data: null);
            return TinyModels.Logits(model, data).Zip(before, (a, b) => Math.Pow(a - b, 2)).Sum();
        }
    }

    [Test]
    public void Run_PrunedModel_CountsTheBytesOfWhatIsLeft()
    {
        var (dense, pruned, allocation) = (TinyModels.CreateLively(), TinyModels.CreateLively(), new BitAllocation(1_000_000));
        PrunerTests.Prune(pruned.Encoder.Layers.SelectMany(layer => layer.Matrices).Select(matrix => matrix.Weight), 0.75);
        using var run = new QuantizationRun(pruned, QuantizationPlan.Int8);

        var left = run.Allocate(TinyModels.Data(40), allocation, new TrainingEnvironment(1));

        var all = PlanAllocation.Run(dense, TinyModels.Data(40), allocation, new TrainingEnvironment(1));
        Assert.That(left.Parts.Single(part => part.Name == "encoder.layer.0.intermediate.dense").Candidates[^1].Bytes, Is.LessThan(all.Parts.Single(part => part.Name == "encoder.layer.0.intermediate.dense").Candidates[^1].Bytes / 2));
    }

    [Test]
    public void Run_AnyNumberOfThreads_ChoosesTheSame()
    {
        var (one, three) = (Report(1), Report(3));

        Assert.That(three.Plan, Is.EqualTo(one.Plan));
        Assert.That(three.ToString(), Is.EqualTo(one.ToString()));

        static AllocationReport Report(int threads) => PlanAllocation.Run(TinyModels.CreateLively(), TinyModels.Data(64), new BitAllocation(14_000), new TrainingEnvironment(1, threads));
    }

    [Test]
    public void Run_WordSchemes_AreForWordsAlone()
    {
        var report = PlanAllocation.Run(
            TinyModels.CreateLively(), TinyModels.Data(40), new BitAllocation(1_000_000) { WordSchemes = [QuantizationScheme.ProductRows(8, 3)], Schemes = [QuantizationScheme.Int8] }, new TrainingEnvironment(1));

        Assert.That(report.Plan, Is.EqualTo((QuantizationPlan.Int8 with { WordEmbeddings = QuantizationScheme.ProductRows(8, 3) }).ForLayer(Named(0)).ForLayer(Named(1))));

        static LayerQuantization Named(int layer) =>
            new(layer) { QueryKeyValue = QuantizationScheme.Int8, AttentionOutput = QuantizationScheme.Int8, Intermediate = QuantizationScheme.Int8, Output = QuantizationScheme.Int8 };
    }

    [Test]
    public void Run_BudgetThatNothingKeeps_SaysTheLeast() => Assert.That(
        () => PlanAllocation.Run(TinyModels.Create(), TinyModels.Data(8), new BitAllocation(100), new TrainingEnvironment(1)),
        Throws.ArgumentException.With.Message.Contains("bytes at least").And.Message.Contains("but 100 are allowed"));

    [Test]
    public void Run_NoRows_Throws([Values] bool measured) => Assert.That(
        () => PlanAllocation.Run(TinyModels.Create(), TinyModels.Data(0), new BitAllocation(100_000) { IsMeasured = measured }, new TrainingEnvironment(1)), Throws.ArgumentException.With.Message.Contains("no rows"));

    [Test]
    public void Run_Cancelled_LeavesTheModelAsItWas()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var model = TinyModels.Create();

        Assert.That(
            () => PlanAllocation.Run(model, TinyModels.Data(8), new BitAllocation(100_000), new TrainingEnvironment(1, cancellationToken: source.Token)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
    }

    [Test]
    public void Run_Measured_GivesTheDivergencesOfEachPartAlone()
    {
        var (model, data) = (TinyModels.CreateLively(), TinyModels.Data(100));
        var allocation = new BitAllocation(1_000_000) { Schemes = [QuantizationScheme.LearnedStep(3), QuantizationScheme.Ternary], IsMeasured = true };
        var before = TinyModels.Logits(model, data);

        var report = PlanAllocation.Run(model, data, allocation, new TrainingEnvironment(1));

        foreach (var (part, allocated) in AllocationParts.Of(model, allocation).Zip(report.Parts))
        {
            foreach (var candidate in allocated.Candidates)
            {
                Assert.That(candidate.Sensitivity, Is.EqualTo(Measured(model, data, before, part, candidate.Scheme)).Within(1).Percent.Or.LessThan(1e-8), $"{part.Name}, {candidate.Scheme}");
            }
        }

        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
    }

    [Test]
    public void Run_Milliseconds_AreKeptByTheSumOfWhatWasMeasured([ValueSource(nameof(Shapes))] BertShape shape)
    {
        var (model, data) = (TinyModels.CreateLively(shape), TinyModels.Data(40));
        var unlimited = Run(1e6);
        var fewest = unlimited.Milliseconds!.Value - unlimited.Parts.Sum(part => part.Chosen.Milliseconds!.Value - part.Candidates.Min(candidate => candidate.Milliseconds!.Value));

        Assert.That(unlimited.Parts.SelectMany(part => part.Candidates).Select(candidate => candidate.Milliseconds), Is.All.Positive);
        Assert.That($"{unlimited}", Does.Contain("ms in int8").And.Contain(" ms a text"));
        Assert.That(unlimited.Sensitivity, Is.EqualTo(unlimited.Parts.Sum(part => part.Candidates.Min(candidate => candidate.Sensitivity))).Within(1e-12));
        Assert.That(() => Run(fewest / 1e6), Throws.ArgumentException.With.Message.Contains("ms at least in the formats to choose from, as measured"));

        AllocationReport Run(double milliseconds) => PlanAllocation.Run(model, data, new BitAllocation { Milliseconds = milliseconds, Tokens = 16 }, new TrainingEnvironment(1));
    }

    [Test]
    public void Run_TimesOfARun_AreReadAgainAndDecide()
    {
        var folder = Directory.CreateTempSubdirectory("mlnet-compression-").FullName;
        try
        {
            var (model, data) = (TinyModels.CreateLively(), TinyModels.Data(40));
            var first = Run(new BitAllocation { Milliseconds = 1e6 });
            Assert.That($"{Run(new BitAllocation { Milliseconds = 1e6 })}", Is.EqualTo($"{first}"), "not measured again");
            var fewest = first.Milliseconds!.Value - first.Parts.Sum(part => part.Chosen.Milliseconds!.Value - part.Candidates.Min(candidate => candidate.Milliseconds!.Value));
            var between = fewest + (0.5 * (first.Milliseconds.Value - fewest));
            var bytes = SizeIn(model, QuantizationPlan.W4) + 450;

            foreach (var allocation in new[] { new BitAllocation { Milliseconds = between }, new BitAllocation(bytes) { Milliseconds = first.Milliseconds }, new BitAllocation(bytes) { Milliseconds = 1e6 } })
            {
                var report = Run(allocation);
                Assert.That(report.Milliseconds, Is.LessThanOrEqualTo(allocation.Milliseconds!.Value + 1e-6));
                Assert.That(report.Milliseconds, Is.EqualTo(first.Milliseconds.Value + report.Parts.Zip(first.Parts, (now, then) => now.Chosen.Milliseconds!.Value - then.Chosen.Milliseconds!.Value).Sum()).Within(1e-9));
                Assert.That(SizeIn(model, report.Plan), Is.LessThanOrEqualTo(allocation.Bytes));
            }

            AllocationReport Run(BitAllocation allocation) => PlanAllocation.Run(model, data, allocation, new TrainingEnvironment(1), folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Run_MillisecondsOfAHeadThatReadsTokens_AreRefused()
    {
        var model = TextModelFactory.CreateRandom(_shape, TinyModels.Tokenizer, ["a", "b", "c"], TinyModels.MaxTokens, seed: 1, HeadKind.Token);

        Assert.That(
            () => PlanAllocation.Run(model, TinyModels.Data(8), new BitAllocation { Milliseconds = 1 }, new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("give Bytes in place of Milliseconds"));
    }

    /// <remarks>Two layers: of the second only the first token is computed, but for keys and values.</remarks>
    [Test]
    public void Of_ClassifierAndTokenHead_CountsWhatTheScorerComputes()
    {
        var model = TinyModels.CreateLively();
        var uses = WeightUses.Of(model);
        var (first, last) = (model.Encoder.Layers[0], model.Encoder.Layers[^1]);

        Assert.That(uses[first.QueryKeyValue.Weight], Is.EqualTo(new WeightUse(1, 0)));
        Assert.That(uses[first.Output.Weight], Is.EqualTo(new WeightUse(1, 0)));
        Assert.That(uses[last.QueryKeyValue.Weight], Is.EqualTo(new WeightUse(2.0 / 3, 1.0 / 3)));
        Assert.That(uses[last.Output.Weight], Is.EqualTo(new WeightUse(0, 1)));
        Assert.That(uses[model.Head.Classifier!.Weight], Is.EqualTo(new WeightUse(0, 1)));
        Assert.That(uses[model.Encoder.Embeddings.Words], Is.EqualTo(new WeightUse(1, 0, IsLookedUp: true)));

        var tokens = TextModelFactory.CreateRandom(_shape, TinyModels.Tokenizer, ["a", "b", "c"], TinyModels.MaxTokens, seed: 1, HeadKind.Token);
        Assert.That(WeightUses.Of(tokens)[tokens.Encoder.Layers[^1].Output.Weight], Is.EqualTo(new WeightUse(1, 0)));
    }

    [TestCase(HeadKind.Regression)]
    [TestCase(HeadKind.Token)]
    [TestCase(HeadKind.QuestionAnswering)]
    public void Run_OtherHeads_LoseLessWithMoreBytes(HeadKind head)
    {
        var model = TextModelFactory.CreateRandom(_shape, TinyModels.Tokenizer, head == HeadKind.Token ? ["a", "b", "c"] : [], TinyModels.MaxTokens, seed: 1, head);
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        foreach (var (text, _) in TinyModels.Texts(32))
        {
            data.Add(text.AsMemory(), null);
        }

        foreach (var measured in new[] { false, true })
        {
            var (few, many) = (Run(15_000, measured), Run(100_000, measured));
            Assert.That(many.Sensitivity, Is.Positive.And.LessThan(few.Sensitivity / 4));
        }

        AllocationReport Run(long bytes, bool measured) => PlanAllocation.Run(model, data, new BitAllocation(bytes) { IsMeasured = measured }, new TrainingEnvironment(1));
    }

    private static long SizeIn(TextModel model, QuantizationPlan plan)
    {
        using var run = new QuantizationRun(model, plan);
        run.Round(new TrainingEnvironment(1), data: null);
        return CompressedModelEncoder.Encode(model, ValueFormat.Float32).SizeInBytes;
    }

    /// <summary>KL of the predictions of a model with one part rounded from those before, a row.</summary>
    private static double Measured(TextModel model, TextDataset data, float[] before, AllocationPart part, QuantizationScheme scheme)
    {
        var roundings = part.Weights.Select(weight => (weight, Rounding: scheme.Create(weight, new(new TrainingEnvironment(1))))).ToArray();
        Array.ForEach(roundings, pair => pair.weight.Add(pair.Rounding));
        var after = TinyModels.Logits(model, data);
        Array.ForEach(roundings, pair => pair.weight.Remove(pair.Rounding));
        return Divergence(before, after);
    }

    /// <summary>Mean of Σ p log(p / q) of two classes, from logits.</summary>
    private static double Divergence(float[] before, float[] after)
    {
        return before.Chunk(2).Zip(after.Chunk(2), (b, a) => Share(b[0] - b[1], a[0] - a[1]) + Share(b[1] - b[0], a[1] - a[0])).Average();

        // p · log(p / q) of one of two classes, from the differences of the logits.
        static double Share(double p, double q) => (Math.Log(1 + Math.Exp(-q)) - Math.Log(1 + Math.Exp(-p))) / (1 + Math.Exp(-p));
    }

    private static double[] Ranks(IReadOnlyList<double> values) => [.. values.Select(value => (double)values.Count(other => other < value))];

    private static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        return a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum() / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}
