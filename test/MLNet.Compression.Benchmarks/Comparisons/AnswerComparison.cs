using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>Answers to questions in texts.</summary>
internal sealed class AnswerComparison() : ComparedTask("squad")
{
    private const string AnswerColumn = "Answer";

    public override ComparedRows Read(MLContext ml, string folder, int rows)
    {
        var test = SquadFile.Read(Path.Combine(folder, "xquad-en.json"));
        var view = ml.Data.LoadFromEnumerable(test);
        return new ComparedRows(ml.Data.LoadFromEnumerable(ComparedRows.Some(SquadFile.Read(Path.Combine(folder, "new-wiki.json")), rows)), view, model =>
        {
            var quality = AnswerQuality.Of(new AnswerPredictions(Answers(model, view), [.. test.Select(row => (IReadOnlyList<string>)row.Answers)]));
            return [new("exact match", quality.ExactMatch), new("F1", quality.F1)];
        });
    }

    public override IEstimator<TextModelTransformer> Teacher(MLContext ml, ComparisonSettings settings) => ml.MulticlassClassification.Trainers.QuestionAnswer(new QuestionAnswerTrainer.Options
    {
        Checkpoint = settings.Checkpoint,
        TopK = 1,
        Epochs = 3,
        LearningRate = 1e-4,
        Threads = settings.Threads,
        Progress = settings.Progress,
        CancellationToken = settings.Stop,
    });

    public override IEstimator<TextModelTransformer> Student(MLContext ml, ITransformer teacher, DistillationTrainer.Options options) => ml.MulticlassClassification.Trainers.Distillation(teacher, options);

    public override IEstimator<TextModelTransformer> Pruned(MLContext ml, ITransformer model, PruningEstimator.Options options) => ml.MulticlassClassification.Trainers.Prune(model, options);

    public override IEstimator<TextModelTransformer> Quantized(MLContext ml, ITransformer model, QuantizationEstimator.Options options) => ml.MulticlassClassification.Trainers.Quantize(model, options);

    public override IReadOnlyList<TaskScore> Loyalty(MLContext ml, ComparedRows rows, ITransformer model, ITransformer teacher) =>
        [new("same answer", Answers(model, rows.Test).Zip(Answers(teacher, rows.Test), (own, other) => own == other ? 1.0 : 0).Average())];

    private static string[] Answers(ITransformer model, IDataView rows) => [.. model.Transform(rows).GetColumn<string[]>(AnswerColumn).Select(answers => answers[0])];
}
