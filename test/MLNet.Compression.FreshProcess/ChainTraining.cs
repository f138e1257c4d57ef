using Microsoft.ML;

namespace MLNet.Compression.FreshProcess;

/// <summary>A whole chain of tiny stages, some 220 steps, with a checkpoint every other step.</summary>
internal static class ChainTraining
{
    private const int Rows = 160;
    private static readonly string[] _places = ["kitchen", "garden", "cellar", "attic", "hall"];
    private static readonly DistillationRecipe _recipe = new(
        "tiny", new DistillationStage("distil layers", 1, new HiddenStateLoss(), new AttentionScoreLoss()), new DistillationStage("distil", 2, new PredictionLoss()));

    private static readonly string[][] _verbs = [["open", "unlock", "enter"], ["close", "lock", "leave"]];

    /// <param name="folder">Where the state is kept; null for nowhere.</param>
    /// <param name="file">Where the final model goes.</param>
    public static void Run(string? folder, string file)
    {
        Console.WriteLine("started");
        var ml = new MLContext(seed: 1);
        ml.Log += (_, message) =>
        {
            if (message.RawMessage.Contains("resumed", StringComparison.Ordinal) || message.RawMessage.Contains("passed over", StringComparison.Ordinal))
            {
                Console.WriteLine(message.RawMessage);
            }
        };
        var data = ml.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(Row));
        var keyed = ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        var trainers = ml.MulticlassClassification.Trainers;
        var teacher = trainers.TextClassification(new TextClassificationTrainer.Options
        {
            Shape = new ModelShape(2, 32, 2, 64),
            VocabularySize = 120,
            MaxTokens = 16,
            Epochs = 4,
            BatchSize = 8,
            LearningRate = 2e-3,
            MaskedTokenShare = 0.1,
            ValidationSet = keyed,
            KeepBest = true,
            ResumeFolder = folder,
            SaveEverySteps = 2,
        });
        var student = new DistillationTrainer.Options { Student = new StudentShape(1, 32, 2, 64), Epochs = 3, Recipe = _recipe, BatchSize = 8, LearningRate = 2e-3 };
        var pruning = new PruningEstimator.Options { Sparsity = 0.5, Epochs = 2, BatchSize = 8, MaskInterval = 3 };
        var rounding = new QuantizationEstimator.Options { QuantizationAwareTraining = new QuantizationOptions { Epochs = 2, BatchSize = 8 } };
        trainers.Distillation(teacher, student).Prune(pruning).Quantize(rounding).Fit(keyed).Model.Save(file);
    }

    private static TextRow Row(int i)
    {
        var verb = _verbs[i % 2][i / 2 % 3];
        return new TextRow { Label = i % 2 == 0 ? "in" : "out", Sentence1 = $"please {verb} the {_places[i / 6 % 5]} {(i % 7 == 0 ? "now" : "later")} and the {_places[i / 4 % 5]}" };
    }
}
