using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tokenization.Reduction;
using MLNet.Compression.TextEmbedding;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Pruning;

namespace MLNet.Compression.Benchmarks.TinyModels;

/// <summary>
/// Makes a small general-purpose encoder of a larger sentence encoder: fewer pieces, heads and neurons cut out with least squares for what is left, a
/// distillation of hidden states and vectors on running text, and training with weights of few bits on the same text.
/// </summary>
/// <remarks>The widths of the states stay, so that all weights begin as the teacher's own and states are compared without a projection.</remarks>
/// <param name="settings">How.</param>
/// <param name="teacherFolder">The teacher's Hugging Face folder.</param>
/// <param name="folder">Where a run that is stopped finds itself again.</param>
/// <param name="progress">Hears where the run stands.</param>
/// <param name="log">Is told of each part.</param>
/// <param name="threads">Threads.</param>
/// <param name="stop">Stops the run, its state saved.</param>
internal sealed class TinyModelMaking(
    TinyModelSettings settings, string teacherFolder, string folder, IProgress<TrainingProgress> progress, Action<string> log, int threads, CancellationToken stop)
{
    private const int CutRows = 2048;
    private const int JudgedPassages = 2000;
    private const int TrialTokens = 20_000;

    /// <summary>Makes the model, or goes on making it.</summary>
    /// <param name="corpus">The folder of running text.</param>
    public CompressedModel Run(string corpus)
    {
        log(JsonSerializer.Serialize(settings));
        var (training, heldOut) = TinyCorpus.Read(corpus, settings.Seed);
        log($"{training.Length:N0} passages to learn from, {heldOut.Length:N0} held out");
        var whole = EmbeddingSource.OfFolder(teacherFolder, new TextEmbeddingEstimator.Options { Pooling = EmbeddingPooling.Mean, Normalize = true }).Model;
        var judge = new VectorJudge(whole, heldOut[..Math.Min(JudgedPassages, heldOut.Length)], threads);
        var environment = new TrainingEnvironment(settings.Seed, threads, progress, stop) { Log = log, Warn = log };
        var teacher = CompressedModelDecoder.Decode(Reduced(whole, training));
        log($"teacher with {settings.Pieces:N0} pieces: {judge.Of(teacher)}");

        var rows = new TinyModelRows(training, settings.PairShare, settings.Seed);
        var student = Cut(teacher, rows.Take(teacher.Tokenizer, CutRows * TinyModelRows.MaxTokens / 2), environment);
        log($"{string.Join(", ", student.Shape.Layers.Select(layer => $"{layer.Heads} heads and {layer.FeedForwardSize:N0} neurons"))}, {judge.Of(student)}");

        log($"rounded as it is: {judge.Of(RoundedAsItIs(student, environment))}");
        var budget = Budget(student, teacher, rows.Take(teacher.Tokenizer, TrialTokens));
        var tokens = (long)(budget * (1 - settings.RoundedShare));
        if (tokens > 0)
        {
            Distil(student, teacher, rows.Take(teacher.Tokenizer, tokens), environment);
            log($"distilled: {judge.Of(student)}");
        }

        using var run = new QuantizationRun(student, Plan);
        run.Train(teacher, rows.Take(teacher.Tokenizer, budget - tokens), Common(new QuantizationOptions { Losses = Losses }, "quantise", settings.RoundedRate), environment);
        var model = CompressedModelEncoder.Encode(student, ValueFormat.Float32);
        log($"rounded: {judge.Of(model)}, {model.SizeInBytes:N0} bytes");
        return model;
    }

    private CompressedModel RoundedAsItIs(TextModel student, TrainingEnvironment environment)
    {
        var copy = TextModelCopy.Of(student);
        using var run = new QuantizationRun(copy, Plan);
        run.Round(environment, data: null);
        return CompressedModelEncoder.Encode(copy, ValueFormat.Float32);
    }

    /// <summary>The tokens to learn from: as many as are asked for, or as this machine gets through in the time that is given; that choice is kept beside the run's state.</summary>
    private long Budget(TextModel student, TextModel teacher, TextDataset trial)
    {
        if (settings.Minutes is not { } minutes)
        {
            return settings.Tokens;
        }

        var place = Path.Combine(folder, "tokens.txt");
        if (!File.Exists(place))
        {
            using var run = new QuantizationRun(TextModelCopy.Of(student), Plan);
            var start = Stopwatch.GetTimestamp();
            var options = Common(new QuantizationOptions { Losses = Losses }, "trial", settings.RoundedRate);
            options.ResumeFolder = null;
            run.Train(teacher, trial, options, new TrainingEnvironment(settings.Seed, threads, progress: null, stop));
            Directory.CreateDirectory(folder);
            File.WriteAllText(place, ((long)(trial.TokenCount * minutes * 60 / Stopwatch.GetElapsedTime(start).TotalSeconds)).ToString(CultureInfo.InvariantCulture));
        }

        var tokens = long.Parse(File.ReadAllText(place), CultureInfo.InvariantCulture);
        log($"{tokens:N0} tokens, to learn from in {minutes} minutes; the same model is made with --tokens {tokens}");
        return tokens;
    }

    private CompressedModel Reduced(CompressedModel model, string[] passages)
    {
        var tokenizer = (BertTokenizer)model.CreateTokenizer();
        var tally = PieceTally.Of(tokenizer, passages, stop);
        var cut = new VocabularyCut(tokenizer, new PieceChoice(tokenizer).ByNumber(settings.Pieces, tally));
        return model.Reduced(cut);
    }

    private TextModel Cut(TextModel teacher, TextDataset rows, TrainingEnvironment environment) => settings.Share == 0
        ? TextModelCopy.Of(teacher)
        : PostTrainingPruning.Run(teacher, rows, new QuickPruningOptions { Share = settings.Share, Rows = CutRows }, environment).Model;

    private void Distil(TextModel student, TextModel teacher, TextDataset rows, TrainingEnvironment environment)
    {
        var recipe = new DistillationRecipe("tiny model", new DistillationStage("distil", 1, Losses))
        {
            Start = StudentInitialization.From(CompressedModelEncoder.Encode(student, ValueFormat.Float32)),
        };
        Distillation.Run(teacher, student, rows, Common(new DistillationOptions { Recipe = recipe, TeacherMemoryMegabytes = 0 }, "distil", settings.Rate), environment);
    }

    private DistillationLoss[] Losses =>
    [
        new HiddenStateLoss { Teachers = [0] },
        new PredictionLoss(settings.VectorWeight) { Teachers = [0] },
        .. settings.RelationWeight > 0 ? [new RelationLoss(settings.RelationWeight) { Teachers = [0] }] : Array.Empty<DistillationLoss>(),
    ];

    private QuantizationPlan Plan
    {
        get
        {
            var words = QuantizationScheme.LearnedStep(settings.WordBits);
            var plan = QuantizationPlan.Of(QuantizationScheme.LearnedStep(settings.LayerBits)) with
            {
                WordEmbeddings = settings.WordGroup is { } size ? words.InGroups(size) : words,
                OtherTables = QuantizationScheme.LearnedStep(4),
            };
            return settings.LightLayers.Aggregate(plan, (each, layer) => each.ForLayer(layer, feedForward: QuantizationScheme.LearnedStep(2)));
        }
    }

    private TOptions Common<TOptions>(TOptions options, string part, double rate)
        where TOptions : TrainingOptions
    {
        options.Epochs = 1;
        options.LearningRate = rate;
        options.BatchSize = settings.BatchSize;
        options.Dropout = options.AttentionDropout = 0;
        options.ResumeFolder = Path.Combine(folder, part);
        options.SaveEveryMinutes = 3;
        return options;
    }
}
