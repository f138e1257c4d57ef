using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>Tags of words.</summary>
/// <param name="name">The folder of the files.</param>
/// <param name="train">The file to learn from.</param>
/// <param name="test">The file to measure on.</param>
/// <param name="epochs">Passes of the teacher over the rows.</param>
internal sealed class TagComparison(string name, string train, string test, int epochs) : ComparedTask(name)
{
    public override ComparedRows Read(MLContext ml, string folder, int rows)
    {
        var view = ml.Data.LoadFromEnumerable(ColumnFile.Read(Path.Combine(folder, test)));
        return new ComparedRows(ml.Data.LoadFromEnumerable(SpreadRows.Of(ColumnFile.Read(Path.Combine(folder, train)), rows)), view, model =>
        {
            var metrics = ml.MulticlassClassification.EvaluateNamedEntities(model.Transform(view));
            return [new("F1", metrics.F1), new("precision", metrics.Precision), new("recall", metrics.Recall)];
        });
    }

    public override IEstimator<TextModelTransformer> Teacher(MLContext ml, ComparisonSettings settings) => ml.MulticlassClassification.Trainers.NamedEntityRecognition(Configured(
        new NamedEntityTrainer.Options
        {
            Sentence1ColumnName = nameof(TaggedRow.Words),
        },
        settings,
        epochs,
        learningRate: 1e-4));

    public override IReadOnlyList<TaskScore> Loyalty(MLContext ml, ComparedRows rows, ITransformer model, ITransformer teacher)
    {
        var loyalty = ml.MulticlassClassification.EvaluateNamedEntityLoyalty(rows.Test, model, teacher);
        return [new("same tag", loyalty.TagLoyalty), new("F1 with teacher", loyalty.F1), new("probability loyalty", loyalty.ProbabilityLoyalty ?? double.NaN)];
    }

    protected override double? UnderAttack(MLContext ml, ComparedRows rows, ITransformer model, TextAttack attack, RobustnessOptions options) =>
        ml.MulticlassClassification.EvaluateNamedEntityRobustness(rows.Test, model, attack, options).QualityUnderAttack.F1;
}
