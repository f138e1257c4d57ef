using MLNet.Compression.Runtime.Tests;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Training.Tests.Resuming;

/// <summary>A run does not go on from the saved state of another, and says what differs.</summary>
public class MismatchTests
{
    private static readonly QuantizationScheme[] _quantizers =
    [
        QuantizationScheme.Int8, QuantizationScheme.Ternary, QuantizationScheme.Binary, QuantizationScheme.LearnedStep(4), QuantizationScheme.LearnedStep(3), QuantizationScheme.Codebook(16), QuantizationScheme.Codebook(8), QuantizationScheme.LossAwareTernary, QuantizationScheme.SplitBinary, QuantizationScheme.LearnedStep(4).InGroups(32), QuantizationScheme.LossAwareCodebook(16),
        QuantizationScheme.ProductRows(4, 3), QuantizationScheme.ProductRows(8, 3),
    ];

    [Test]
    public void Run_OtherOption_NamesItsValues() => Check(
        "LearningRate was 0.003, is 0.004", run => run with { Options = options => options.LearningRate = 4e-3 });

    [Test]
    public void Run_SeveralOtherOptions_NamesAll() => Check(
        "Epochs was 1, is 2; LabelSmoothing was 0, is 0.1; steps was 3, is 6",
        run => run with
        {
            Options = options =>
            {
                options.Epochs = 2;
                options.LabelSmoothing = 0.1;
            },
        });

    [Test]
    public void Run_MoreRows_SaysHowMany() => Check("training data: it has 27 rows and had 24: 3 more", run => run with { Data = TinyModels.Data(27) });

    [Test]
    public void Run_OtherLabel_NamesTheRow()
    {
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        Copy(data, flip: 17);

        Check("training data: row 17 differs", run => run with { Data = data });
    }

    [Test]
    public void Run_OtherSeed_NamesBoth() => Check("seed was 1, is 2", run => run with { Seed = 2 });

    [Test]
    public void Run_OtherStart_SaysSo() => Check("start of the model was weights", run => run with { ModelSeed = 9 });

    [Test]
    public void Run_OtherHeadsOfTheSameWeights_SaysSo()
    {
        using var temporary = new TemporaryFolder();
        var options = new FineTuningOptions { Epochs = 1, BatchSize = 8, LearningRate = 3e-3, ResumeFolder = temporary.Path };
        FineTuning.Run(TinyModels.Create(TinyModels.ShapeOf(1, 32, 2, 64)), TinyModels.Data(24), options, new TrainingEnvironment(1, 2));

        Assert.That(
            () => FineTuning.Run(TinyModels.Create(TinyModels.ShapeOf(1, 32, 4, 64)), TinyModels.Data(24), options, new TrainingEnvironment(1, 2)),
            Throws.TypeOf<ResumeMismatchException>().With.Message.Contains("start of the model was weights"));
    }

    [TestCase("int8", "ternary")]
    [TestCase("codebook of 16", "codebook of 8")]
    [TestCase("learnt step of 4 bits", "learnt step of 3 bits")]
    [TestCase("binary", "ternary")]
    [TestCase("ternary", "loss-aware ternary")]
    [TestCase("codebook of 16", "loss-aware codebook of 16")]
    [TestCase("product rows of 4 x 3 bits", "product rows of 8 x 3 bits")]
    public void Run_OtherRounding_IsRefused(string first, string second)
    {
        using var temporary = new TemporaryFolder();
        Quantize(first, temporary.Path);

        Assert.That(() => Quantize(first, temporary.Path), Throws.Nothing);
        Assert.That(
            () => Quantize(second, temporary.Path),
            Throws.TypeOf<ResumeMismatchException>().With.Message.Contains($"Plan.WordEmbeddings was {first}, is {second}"));
    }

    [Test]
    public void Run_OtherPlanOfOneLayer_NamesBoth()
    {
        using var temporary = new TemporaryFolder();
        Quantize(QuantizationPlan.Int8, temporary.Path);

        Assert.That(
            () => Quantize(QuantizationPlan.Int8.ForLayer(1, attention: QuantizationScheme.LearnedStep(4)), temporary.Path),
            Throws.TypeOf<ResumeMismatchException>().With.Message.Contains("Plan.Layers was [], is [LayerQuantization (Layer 1, Attention learnt step of 4 bits, FeedForward null,"));
        Assert.That(() => Quantize(QuantizationPlan.Int8 with { Pooler = QuantizationScheme.Int8 }, temporary.Path), Throws.Nothing, "an equal plan");
    }

    [Test]
    public void Run_OtherActivations_NamesBoth()
    {
        using var temporary = new TemporaryFolder();
        var clipped = QuantizationPlan.Int8.WithActivations(ActivationScheme.LearnedClip(7));
        Quantize(clipped, temporary.Path);

        Assert.That(() => Quantize(clipped, temporary.Path), Throws.Nothing);
        Assert.That(
            () => Quantize(QuantizationPlan.Int8.WithActivations(ActivationScheme.LearnedClip(4)), temporary.Path),
            Throws.TypeOf<ResumeMismatchException>().With.Message.Contains(
                "Plan.Attention was int8 with inputs in a learnt clip of 7 bits from Kullback-Leibler, is int8 with inputs in a learnt clip of 4 bits from Kullback-Leibler"));
        Assert.That(
            () => Quantize(clipped, temporary.Path, new QuantizationOptions { InputClipLearningRate = 2e-3 }),
            Throws.TypeOf<ResumeMismatchException>().With.Message.Contains("InputClipLearningRate was 0.001, is 0.002"));
    }

    [Test]
    public void Run_OtherPruningWithRounding_NamesBoth()
    {
        using var temporary = new TemporaryFolder();
        Prune(0.5);

        Assert.That(() => Prune(0.6), Throws.TypeOf<ResumeMismatchException>().With.Message.Contains("Pruning.Sparsity was 0.5, is 0.6"));
        Assert.That(() => Quantize(QuantizationPlan.Int8, temporary.Path), Throws.TypeOf<ResumeMismatchException>().With.Message.Contains("Pruning.Sparsity is no longer given"));

        void Prune(double sparsity)
        {
            using var run = new QuantizationRun(TinyModels.Create(), QuantizationPlan.Int8);
            run.PruneAndTrain(null, TinyModels.Data(24), new PruningOptions { Sparsity = sparsity, MaskInterval = 1 }, new QuantizationOptions { Epochs = 1, BatchSize = 8, ResumeFolder = temporary.Path }, new TrainingEnvironment(1, 2));
        }
    }

    [Test]
    public void Run_UsualRateGivenByHand_IsNoDifference()
    {
        using var temporary = new TemporaryFolder();
        (new Setup() with { Options = options => (options.LearningRate, options.Epochs) = (null, null) }).Train(temporary.Path);

        var usual = UsualTraining.FromScratch(TinyModels.Shape.HiddenSize);
        var epochs = usual.EpochsFor(stepsPerEpoch: 3);

        Assert.That(
            () => (new Setup() with { Options = options => (options.LearningRate, options.Epochs) = (usual.LearningRate, epochs) }).Train(temporary.Path),
            Throws.Nothing);
    }

    [Test]
    public void Run_OtherThreadsAndIntervals_AreNoDifference()
    {
        using var temporary = new TemporaryFolder();
        new Setup().Train(temporary.Path);

        Assert.That(
            () => (new Setup() with
            {
                Options = options =>
                {
                    options.Threads = 1;
                    options.SaveEverySteps = 7;
                },
            }).Train(temporary.Path),
            Throws.Nothing);
    }

    [Test]
    public void Run_ResumePerData_KeepsRunsApart()
    {
        using var temporary = new TemporaryFolder();
        static void PerData(FineTuningOptions options) => options.ResumePerData = true;

        (new Setup() with { Options = PerData }).Train(temporary.Path);
        (new Setup() with { Options = PerData, Data = TinyModels.Data(27) }).Train(temporary.Path);

        Assert.That(Directory.GetDirectories(temporary.Path, "data-*"), Has.Length.EqualTo(2));
    }

    private static void Check(string message, Func<Setup, Setup> change)
    {
        using var temporary = new TemporaryFolder();
        new Setup().Train(temporary.Path);

        Assert.That(
            () => change(new Setup()).Train(temporary.Path),
            Throws.TypeOf<ResumeMismatchException>().With.Message.Contains(message).And.Message.Contains(temporary.Path).And.Message.Contains("delete"));
    }

    private static void Quantize(string name, string folder)
    {
        var quantizer = _quantizers.Single(quantizer => quantizer.Name == name);
        Quantize(QuantizationPlan.Of(quantizer.IsForWords ? QuantizationScheme.Int8 : quantizer, quantizer), folder);
    }

    private static void Quantize(QuantizationPlan plan, string folder, QuantizationOptions? options = null)
    {
        options ??= new QuantizationOptions();
        (options.BatchSize, options.ResumeFolder) = (8, folder);
        using var run = new QuantizationRun(TinyModels.Create(), plan);
        run.Train(null, TinyModels.Data(24), options, new TrainingEnvironment(1, 2));
    }

    private static void Copy(TextDataset data, int flip)
    {
        var rows = TinyModels.Texts(24);
        for (var row = 0; row < rows.Count; row++)
        {
            data.Add(rows[row].Text.AsMemory(), null, row == flip ? 1 - rows[row].Label : rows[row].Label);
        }
    }

    private sealed record Setup
    {
        public Action<FineTuningOptions> Options { get; init; } = _ => { };

        public TextDataset Data { get; init; } = TinyModels.Data(24);

        public int Seed { get; init; } = 1;

        public int ModelSeed { get; init; } = 1;

        public void Train(string folder)
        {
            var options = new FineTuningOptions { Epochs = 1, BatchSize = 8, LearningRate = 3e-3, ResumeFolder = folder };
            Options(options);
            FineTuning.Run(TinyModels.Create(seed: ModelSeed), Data, options, new TrainingEnvironment(Seed, 2));
        }
    }
}
