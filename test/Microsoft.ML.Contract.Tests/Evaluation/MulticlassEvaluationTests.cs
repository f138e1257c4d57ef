using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.Evaluation;

public class MulticlassEvaluationTests
{
    private readonly MLContext _context = new();

    // Classes 0, 0, 1, 1, 2; predicted 0, 1, 1, 1, 0.
    private static readonly Row[] s_rows =
    [
        new() { Label = 0, Score = [0.7f, 0.2f, 0.1f] },
        new() { Label = 0, Score = [0.3f, 0.5f, 0.2f] },
        new() { Label = 1, Score = [0.1f, 0.8f, 0.1f] },
        new() { Label = 1, Score = [0.25f, 0.5f, 0.25f] },
        new() { Label = 2, Score = [0.6f, 0.3f, 0.1f] },
    ];

    [Test]
    public void Evaluate_Accuracies_AreOverRowsAndOverClasses()
    {
        var metrics = Evaluate(s_rows);
        Assert.That(metrics.MicroAccuracy, Is.EqualTo(3 / 5.0).Within(1e-9));
        Assert.That(metrics.MacroAccuracy, Is.EqualTo((0.5 + 1 + 0) / 3).Within(1e-9));
    }

    [Test]
    public void Evaluate_LogLoss_IsTheMeanOverRows()
    {
        var metrics = Evaluate(s_rows);
        var expected = -(Math.Log(0.7) + Math.Log(0.3) + Math.Log(0.8) + Math.Log(0.5) + Math.Log(0.1)) / 5;
        var entropy = -(2 * 0.4 * Math.Log(0.4) + 0.2 * Math.Log(0.2));
        Assert.That(metrics.LogLoss, Is.EqualTo(expected).Within(1e-6));
        Assert.That(metrics.LogLossReduction, Is.EqualTo((entropy - expected) / entropy).Within(1e-6));
        double[] perClass = [-(Math.Log(0.7) + Math.Log(0.3)) / 2, -(Math.Log(0.8) + Math.Log(0.5)) / 2, -Math.Log(0.1)];
        Assert.That(metrics.PerClassLogLoss, Is.EqualTo(perClass).Within(1e-6));
    }

    [Test]
    public void Evaluate_ConfusionMatrix_CountsTruthByRowAndPredictionByColumn()
    {
        var matrix = Evaluate(s_rows).ConfusionMatrix;
        Assert.That(matrix.NumberOfClasses, Is.EqualTo(3));
        Assert.That(matrix.Counts, Is.EqualTo(new[] { new double[] { 1, 1, 0 }, [0, 2, 0], [1, 0, 0] }));
        Assert.That(matrix.PerClassRecall, Is.EqualTo(new[] { 0.5, 1, 0 }).Within(1e-9));
        Assert.That(matrix.PerClassPrecision, Is.EqualTo(new[] { 0.5, 2 / 3.0, 0 }).Within(1e-9));
        Assert.That(matrix.GetCountForClassPair(predictedClassIndicatorIndex: 0, actualClassIndicatorIndex: 2), Is.EqualTo(1));
        Assert.That(() => matrix.GetCountForClassPair(3, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Evaluate_TopK_CountsLabelsAmongTheHighestScores()
    {
        var metrics = Evaluate(s_rows, topK: 3);
        Assert.That(metrics.TopKPredictionCount, Is.EqualTo(3));
        Assert.That(metrics.TopKAccuracyForAllK, Is.EqualTo(new[] { 0.6, 0.8, 1 }).Within(1e-9));
        Assert.That(metrics.TopKAccuracy, Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void Evaluate_EqualScores_RankTheLowerClassFirst()
    {
        var metrics = Evaluate([new Row { Label = 1, Score = [0.4f, 0.4f, 0.2f] }, new Row { Label = 0, Score = [0.4f, 0.4f, 0.2f] }], topK: 2);
        Assert.That(metrics.MicroAccuracy, Is.EqualTo(0.5));
        Assert.That(metrics.TopKAccuracyForAllK, Is.EqualTo(new[] { 0.5, 1 }).Within(1e-9));
    }

    [Test]
    public void Evaluate_MissingLabelsAndScores_AreLeftOut()
    {
        Row[] rows =
        [
            .. s_rows,
            new() { Label = 17, Score = [1, 0, 0] },
            new() { Label = 0, Score = [float.NaN, 0, 0] },
            new() { Label = 0, Score = [float.PositiveInfinity, 0, 0] },
        ];
        Assert.That(Evaluate(rows).ConfusionMatrix.Counts.Sum(row => row.Sum()), Is.EqualTo(5));
        Assert.That(Evaluate(rows).LogLoss, Is.EqualTo(Evaluate(s_rows).LogLoss).Within(1e-9));
    }

    [Test]
    public void Evaluate_ZeroProbability_CostsTheLeastOneCounted()
    {
        Assert.That(Evaluate([new Row { Label = 0, Score = [0, 1, 0] }]).LogLoss, Is.EqualTo(-Math.Log(1e-15)).Within(1e-4));
    }

    [Test]
    public void Evaluate_SingleLabelBeyondTheScores_CostsTheSame()
    {
        var data = _context.Data.LoadFromEnumerable([new SingleRow { Label = 5, Score = [0.5f, 0.5f] }, new SingleRow { Label = 1, Score = [0.5f, 0.5f] }]);
        var metrics = _context.MulticlassClassification.Evaluate(data);
        Assert.That(metrics.LogLoss, Is.EqualTo((-Math.Log(1e-15) - Math.Log(0.5)) / 2).Within(1e-4));
        Assert.That(metrics.MicroAccuracy, Is.Zero);
    }

    [Test]
    public void Evaluate_PredictedLabel_MustExistButIsNotRead()
    {
        var contradicting = s_rows.Select(row => new Row { Label = row.Label, Score = row.Score, PredictedLabel = 2 }).ToArray();
        Assert.That(Evaluate(contradicting).MicroAccuracy, Is.EqualTo(Evaluate(s_rows).MicroAccuracy));
        var data = _context.Data.LoadFromEnumerable(s_rows);
        Assert.That(() => _context.MulticlassClassification.Evaluate(data, predictedLabelColumnName: "Other"), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Evaluate_ScoreWithSlotNames_NamesTheClassesOfTheTable()
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        ReadOnlyMemory<char>[] names = ["cat".AsMemory(), "dog".AsMemory(), "fish".AsMemory()];
        definition["Score"].AddAnnotation("SlotNames", new VBuffer<ReadOnlyMemory<char>>(3, names), new VectorDataViewType(TextDataViewType.Instance, 3));
        var metrics = _context.MulticlassClassification.Evaluate(_context.Data.LoadFromEnumerable(s_rows, definition));
        var table = metrics.ConfusionMatrix.GetFormattedConfusionTable();
        Assert.That(table, Does.Contain("Confusion table").And.Contain("PREDICTED").And.Contain("TRUTH").And.Contain("Recall").And.Contain("Precision"));
        Assert.That(table, Does.Contain("cat").And.Contain("dog").And.Contain("fish"));
    }

    [Test]
    public void GetFormattedConfusionTable_OfUnnamedClasses_IsTheTable()
    {
        string[] expected =
        [
            "",
            "Confusion table",
            "          ||========================",
            "PREDICTED ||     0 |     1 |     2 | Recall",
            "TRUTH     ||========================",
            "        0 ||     1 |     1 |     0 | 0.5000",
            "        1 ||     0 |     2 |     0 | 1.0000",
            "        2 ||     1 |     0 |     0 | 0.0000",
            "          ||========================",
            "Precision ||0.5000 |0.6667 |0.0000 |",
            "",
        ];
        Assert.That(Evaluate(s_rows).ConfusionMatrix.GetFormattedConfusionTable().ReplaceLineEndings("\n").Split('\n'), Is.EqualTo(expected));
    }

    [Test]
    public void Evaluate_ScoreOfUnknownSize_Throws()
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Score"].ColumnType = new VectorDataViewType(NumberDataViewType.Single);
        Assert.That(() => _context.MulticlassClassification.Evaluate(_context.Data.LoadFromEnumerable(s_rows, definition)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private MulticlassClassificationMetrics Evaluate(Row[] rows, int topK = 0) =>
        _context.MulticlassClassification.Evaluate(_context.Data.LoadFromEnumerable(rows), topKPredictionCount: topK);

    private sealed class Row
    {
        [KeyType(3)]
        public uint Label { get; set; }

        [VectorType(3)]
        public float[] Score { get; set; } = [];

        [KeyType(3)]
        public uint PredictedLabel { get; set; }
    }

    private sealed class SingleRow
    {
        public float Label { get; set; }

        [VectorType(2)]
        public float[] Score { get; set; } = [];

        public float PredictedLabel { get; set; }
    }
}
